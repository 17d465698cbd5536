"""Dates in digits: "8/14/2026", "2026-08-14", "13.5.2015", "9/2026", "20260814"."""

from datetime import date

from bot.language.dates.meaning import Grain, Period
from bot.language.dates.named_months import calendar_day, calendar_month
from bot.language.dates.numerals import short_year
from bot.language.dates.phrase import Match, Phrase, furthest
from bot.values import Interval

_SIGNS = ("/", "-", ".")
_ONE_OR_TWO = range(1, 3)
_FOUR = range(4, 5)


def read_numeric(phrase: Phrase, at: int) -> Match | None:
    """A date in digits: month before day, as in the United States, unless only the other order is possible."""
    return furthest(
        _compact(phrase, at), _year_first(phrase, at), _month_and_year(phrase, at), _two_numbers(phrase, at)
    )


def _compact(phrase: Phrase, at: int) -> Match | None:
    digits = phrase.number(at, range(8, 9))
    if digits is None or not 1900 <= digits // 10000 < 2100:
        return None
    try:
        day = date(digits // 10000, digits // 100 % 100, digits % 100)
    except ValueError:
        return None
    return Match(Period(Interval.exactly(day), Grain.DAY), at + 1)


def _year(phrase: Phrase, at: int) -> int | None:
    year = phrase.number(at, _FOUR)
    return year if year is not None and 1900 <= year < 2100 else None


def _year_first(phrase: Phrase, at: int) -> Match | None:
    year, month = _year(phrase, at), phrase.number(at + 2, _ONE_OR_TWO)
    sign = phrase.word(at + 1)
    if year is None or month is None or sign not in _SIGNS:
        return None
    day = phrase.number(at + 4, _ONE_OR_TWO)
    if day is not None and phrase.word(at + 3) == sign:
        return Match(calendar_day(year, month, day), at + 5)
    return Match(calendar_month(year, month), at + 3, weak=sign == ".")


def _month_and_year(phrase: Phrase, at: int) -> Match | None:
    month, year = phrase.number(at, _ONE_OR_TWO), _year(phrase, at + 2)
    if month is None or year is None or phrase.word(at + 1) not in _SIGNS:
        return None
    return Match(calendar_month(year, month), at + 3, weak=phrase.word(at + 1) == ".")


def _two_numbers(phrase: Phrase, at: int) -> Match | None:
    first, second = phrase.number(at, _ONE_OR_TWO), phrase.number(at + 2, _ONE_OR_TWO)
    sign = phrase.word(at + 1)
    # "24/7" is all the time.
    if first is None or second is None or sign not in _SIGNS or (first, second) == (24, 7):
        return None
    swapped = first > 12 >= second
    month, day = (second, first) if swapped else (first, second)
    year = _trailing_year(phrase, at + 3, sign)
    if year:
        doubtful = swapped or (sign == "." and max(first, second) <= 12) or year[2]
        return Match(calendar_day(year[0], month, day), year[1], confirm=doubtful)
    if sign == ".":
        return None
    return Match(calendar_day(None, month, day), at + 3, confirm=swapped or sign == "-", weak=True)


def _trailing_year(phrase: Phrase, at: int, sign: str) -> tuple[int, int, bool] | None:
    joined = phrase.word(at) == sign
    place = at + 1 if joined else phrase.skip(at, ",", "of", "in")
    year = _year(phrase, place)
    if year is not None:
        return year, place + 1, False
    digits = phrase.number(place, range(2, 3))
    if (
        digits is None
        or not (joined or _comma_within(phrase, at))
        or (sign == "." and len(phrase.word(at - 1)) < 2)
    ):
        return None
    found = short_year(digits, phrase.as_of)
    return found, place + 1, found > phrase.as_of.year + 2


def _comma_within(phrase: Phrase, at: int) -> bool:
    comma, after = phrase.token(at), phrase.token(at + 1)
    return bool(comma and after and comma.text == "," and comma.glued and after.glued)
