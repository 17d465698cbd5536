"""Numbers in date words: counts, days of a month and years, in digits or written out."""

from datetime import date

from bot.language.dates.phrase import Phrase
from bot.language.dates.vocabulary import TABLE

_NUMBERS: dict[str, int] = TABLE["numbers"]
_ORDINALS: dict[str, int] = TABLE["ordinals"]
_TIME_OF_DAY = (
    ":",
    "am",
    "pm",
    "a",
    "p",
    "oclock",
    "hours",
    "hrs",
    "days",
    "weeks",
    "months",
    "years",
    "%",
    "mg",
)

Numeral = tuple[int, int]
"""A value and the place after it."""


def cardinal(phrase: Phrase, at: int) -> Numeral | None:
    """A count in up to four digits, or in words up to 999."""
    digits = phrase.number(at, range(1, 5))
    if digits is not None:
        return digits, at + 1
    small = below_hundred(phrase, at)
    if phrase.word(at) == "a" and phrase.word(at + 1) == "hundred":
        small = 1, at + 1
    if small and phrase.word(small[1]) == "hundred":
        rest = below_hundred(phrase, phrase.skip(small[1] + 1, "and"))
        return (100 * small[0] + rest[0], rest[1]) if rest else (100 * small[0], small[1] + 1)
    return small


def below_hundred(phrase: Phrase, at: int) -> Numeral | None:
    """A number below 100 written out: "twenty one", "twenty-one", "nineteen"."""
    value = _NUMBERS.get(phrase.word(at))
    if value is None:
        return None
    then = phrase.skip(at + 1, "-")
    unit = _NUMBERS.get(phrase.word(then), 0)
    return (value + unit, then + 1) if value >= 20 and 0 < unit < 10 else (value, at + 1)


def ordinal(phrase: Phrase, at: int) -> Numeral | None:
    """An ordinal: "14th", "fourteenth", "twenty second", "twenty-second"."""
    token = phrase.token(at)
    if token and token.ordinal is not None:
        return token.ordinal, at + 1
    if phrase.word(at) in _ORDINALS:
        return _ORDINALS[phrase.word(at)], at + 1
    tens = _NUMBERS.get(phrase.word(at), 0)
    then = phrase.skip(at + 1, "-")
    unit = _ORDINALS.get(phrase.word(then), 0)
    return (tens + unit, then + 1) if tens in (20, 30) and 0 < unit < 10 else None


def day_of_month(phrase: Phrase, at: int) -> Numeral | None:
    """A day's number, possible or not: 32 is read, so that "June 32" can be refused."""
    digits = phrase.number(at, range(1, 3))
    number = (digits, at + 1) if digits is not None else ordinal(phrase, at) or below_hundred(phrase, at)
    return number if number and number[0] < 50 and phrase.word(number[1]) not in (":", "%") else None


def full_year(phrase: Phrase, at: int) -> Numeral | None:
    """A year of the last or this century: "2014", "two thousand and fourteen", "twenty fourteen"."""
    digits = phrase.number(at, range(4, 5))
    if digits is not None:
        return (digits, at + 1) if 1900 <= digits < 2100 else None
    return _thousands(phrase, at) or _century(phrase, at)


def _thousands(phrase: Phrase, at: int) -> Numeral | None:
    if (phrase.word(at), phrase.word(at + 1)) != ("two", "thousand"):
        return None
    rest = below_hundred(phrase, phrase.skip(at + 2, "and"))
    return (2000 + rest[0], rest[1]) if rest else (2000, at + 2)


def _century(phrase: Phrase, at: int) -> Numeral | None:
    century = {"nineteen": 1900, "twenty": 2000}.get(phrase.word(at))
    rest = below_hundred(phrase, phrase.skip(at + 1, "-", "oh", "o")) if century else None
    if not rest or (rest[0] < 10 and phrase.word(at + 1) not in ("oh", "o")):
        return None
    return century + rest[0], rest[1]


def any_year(phrase: Phrase, at: int) -> tuple[int, int, bool] | None:
    """A year that follows a month or day: value, place after it, and whether it is to be confirmed."""
    found = full_year(phrase, at)
    if found:
        return *found, False
    marked = phrase.word(at) == "'"
    place = at + 1 if marked else at
    digits = phrase.number(place, range(2, 3))
    if digits is None or phrase.word(place + 1) in _TIME_OF_DAY:
        return None
    year = short_year(digits, phrase.as_of)
    return year, place + 1, not marked and year > phrase.as_of.year + 2


def short_year(digits: int, as_of: date) -> int:
    """The year of two digits: not more than 15 years ahead, otherwise in the last century."""
    return 2000 + digits if 2000 + digits <= as_of.year + 15 else 1900 + digits
