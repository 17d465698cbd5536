"""Finds single amounts in a plain text: "61", "one hundred and six", "2 1/4", "1.5k", "a dozen"."""

import re
from dataclasses import dataclass

from bot.language.numbers.digits import DIGITS, value_of_digits
from bot.language.numbers.spelled import FRACTION, find_words, value_of_fraction, value_of_words
from bot.language.word_lists import word_list

_WORDS = word_list("words", "bot.language.numbers")
_SCALES = {word: float(scale) for word, scale in _WORDS["scales"].items()} | {"hundred": 100.0}
_DOZENS = "|".join(_WORDS["dozens"])
_FRACTION = r"(?:(?P<whole>\d+)[ -]+(?:and )?)?(?P<part>\d{1,2})/(?P<of>[2-9]|10|16)(?:ths|rds|th)?(?![\d/])"
_AND_FRACTION = re.compile(rf"(?: |-)and(?: |-)(?P<fraction>{FRACTION})")
_ALONE_MULTIPLE = re.compile(
    rf"(?<![\w'])(?:(?P<half>half )?an? |half )?(?P<unit>{_DOZENS}|thousand|million|billion)\b"
)
_SCALE_AFTER = re.compile(rf" ?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-z])")
_DOZEN_AFTER = re.compile(rf" (?:{_DOZENS})\b")
_MILLION_LETTER = re.compile(r"m(?![a-z/])")
_POWER_OF_TEN = re.compile(
    r" ?(?:x|\*|times) ?10 ?(?:\^|\*\*|e)? ?(?P<power>3|6|9|12)(?!\d)(?P<per_litre> ?/ ?l\b)?"
)
_AMOUNT = re.compile(rf"(?<![\w./])(?P<fraction>{_FRACTION})|{DIGITS}")
_BLOOD_CELLS_PER_LITRE = 1e6


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount; `start` to `end` in the plain text. `weak`: a number only when it stands alone ("first")."""

    value: float
    start: int
    end: int
    weak: bool = False
    scale: float = 1.0


def find_amounts(text: str) -> list[Amount]:
    """All amounts in a plain text, in its order."""
    amounts: list[Amount] = []
    position = 0
    while position < len(text):
        amount = _amount_from(text, position)
        if amount is None:
            break
        amounts.append(amount)
        position = amount.end
    return amounts


def _amount_from(text: str, position: int) -> Amount | None:
    """The first amount at or after a position."""
    candidates = [
        _digit_amount(text, digits) if (digits := _AMOUNT.search(text, position)) else None,
        _word_amount(text, words) if (words := find_words(text, position)) else None,
        _multiple_alone(multiple) if (multiple := _ALONE_MULTIPLE.search(text, position)) else None,
    ]
    found = [amount for amount in candidates if amount is not None]
    return min(found, key=lambda amount: (amount.start, -amount.end), default=None)


def _word_amount(text: str, match: re.Match[str]) -> Amount:
    value, weak = value_of_words(match)
    return _scaled(text, Amount(value, match.start(), match.end(), weak))


def _multiple_alone(match: re.Match[str]) -> Amount:
    """ "A dozen", "half a million"."""
    unit = _SCALES.get(match["unit"], 12.0)
    return Amount(unit / 2 if match.group().startswith("half") else unit, match.start(), match.end())


def _digit_amount(text: str, match: re.Match[str]) -> Amount:
    if match["fraction"]:
        value = int(match["whole"] or 0) + int(match["part"]) / int(match["of"])
        return _scaled(text, Amount(value, match.start(), match.end()))
    value, ordinal = value_of_digits(match["digits"]), bool(match["ordinal"])
    return _scaled(text, Amount(value, match.start(), match.end(), ordinal))


def _scaled(text: str, amount: Amount) -> Amount:
    """The amount with what multiplies it or is added to it: "thousand", "k", "dozen", "and a half"."""
    value, end, scale = amount.value, amount.end, amount.scale
    if added := _AND_FRACTION.match(text, end):
        value, end = value + value_of_fraction(added["fraction"]), added.end()
    if dozen := _DOZEN_AFTER.match(text, end):
        # "Three hundred and two dozen" is 324, "two hundred dozen" 2400.
        dozens = value % 100 or value
        value, end = value + dozens * 11, dozen.end()
    if power := _POWER_OF_TEN.match(text, end):
        scale, end = _power_of_ten(power), power.end()
    elif scale_word := _SCALE_AFTER.match(text, end):
        scale, end = _SCALES[scale_word["scale"]], scale_word.end()
    # "61m" is a man of 61; only small amounts and decimals are said in millions.
    elif (million := _MILLION_LETTER.match(text, end)) and (value < 10 or value != int(value)):
        scale, end = 1e6, million.end()
    return Amount(value * scale, amount.start, end, amount.weak, scale)


def _power_of_ten(match: re.Match[str]) -> float:
    # Blood cells are counted per mm3 in the trial; laboratories outside the United States count per litre.
    power = 10.0 ** int(match["power"])
    return power / _BLOOD_CELLS_PER_LITRE if match["per_litre"] else power
