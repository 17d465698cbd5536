"""Lengths of time: "3 weeks", "two or three months", "a month and a half", "1 year 2 months"."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.language.dates.meaning import interval, moved, shifted
from bot.language.dates.numerals import cardinal
from bot.language.dates.phrase import Phrase
from bot.language.dates.vocabulary import TABLE, UNITS, Names
from bot.values import Days

Step = tuple[relativedelta, int]
"""Whole units, and days for what is left of a unit."""

_VAGUE = Names({tuple(words.split()): span for words, span in TABLE["vague_counts"].items()})
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "half year": 182, "year": 365}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
# Half of the smallest unit named: nobody who says "three months ago" has counted the days.
_MARGINS = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "quarter": 45, "half year": 91, "year": 183}
# "About" makes it half as much again; a number of days counted roughly is off by some days.
_ABOUT_DAYS = 3
_A_WEEK = 7
_ROUND_DAYS = 30


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, from the least to the most that the words allow, and the smallest unit they name.

    `round_days` marks a round number of days, such as 90: it may have been counted or not.
    """

    least: Step
    most: Step
    smallest: str
    round_days: bool = False

    @property
    def margin(self) -> int:
        """The days by which a date told by this length may be off."""
        return _MARGINS[self.smallest]

    @property
    def about_margin(self) -> int:
        """The days that "about" adds to the margin."""
        counted_in_days = _ABOUT_DAYS if self.most[0].days >= _A_WEEK else 1
        return self.margin // 2 if self.margin else counted_in_days

    def away_from(self, days: Days, direction: int, exactly: bool = False) -> Days | None:
        """The days that lie this far after (1) or before (-1) some days."""
        nearest, furthest = (self.least, self.most) if direction > 0 else (self.most, self.least)
        found = interval(step(days.low, nearest, direction), step(days.high, furthest, direction))
        return found and (found if exactly else moved(found, -self.margin, self.margin))

    def __add__(self, other: "Length") -> "Length":
        smallest = min(self.smallest, other.smallest, key=lambda unit: _DAYS[unit])
        return Length(_sum(self.least, other.least), _sum(self.most, other.most), smallest)


def _sum(first: Step, second: Step) -> Step:
    return first[0] + second[0], first[1] + second[1]


def step(day: date, length: Step, direction: int) -> date | None:
    """The day that lies a step before or after a day."""
    whole = shifted(day, length[0] * direction)
    return whole and shifted(whole, timedelta(days=length[1] * direction))


def length_at(phrase: Phrase, at: int) -> tuple[Length, int] | None:
    """The length of time that stands here, and the place after it."""
    total = _measure(phrase, at)
    while total:
        more = _measure(phrase, phrase.skip(total[1], ",", "and"))
        # The same unit twice is not one length of time.
        if not more or more[0].smallest == total[0].smallest:
            return total
        total = total[0] + more[0], more[1]
    return None


def _measure(phrase: Phrase, at: int) -> tuple[Length, int] | None:
    if phrase.word(at) == "half":
        return _half(phrase, phrase.skip(at + 1, "a", "an", "-"))
    count = _count(phrase, at)
    place = phrase.skip(count[2], "-", "full", "whole") if count else at
    unit = UNITS.get(phrase.word(place))
    if not count or not unit:
        return None
    least, most = count[0], count[1]
    if _and_a_half(phrase, place + 1):
        return _length(least + 0.5, most + 0.5, unit), place + 4
    if (phrase.word(place + 1), phrase.word(place + 2)) == ("or", "two"):
        return _length(least, most + 1, unit), place + 3
    return _length(least, most, unit), place + 1


def _half(phrase: Phrase, at: int) -> tuple[Length, int] | None:
    unit = UNITS.get(phrase.word(at))
    return (_length(0.5, 0.5, unit), at + 1) if unit and unit != "day" else None


def one_unit(phrase: Phrase, at: int) -> tuple[Length, int] | None:
    """A unit that stands without a count."""
    unit = UNITS.get(phrase.word(at))
    return (_length(1, 1, unit), at + 1) if unit and unit != "day" else None


def _and_a_half(phrase: Phrase, at: int) -> bool:
    return [phrase.word(place) for place in range(at, at + 3)] == ["and", "a", "half"]


def _count(phrase: Phrase, at: int) -> tuple[float, float, int] | None:
    """How many: the least, the most, and the place after the count."""
    between = phrase.word(at) == "between"
    at += between
    vague = phrase.longest(at, _VAGUE)
    first = cardinal(phrase, at)
    if vague and not (first and first[1] >= vague[1]):
        return None if between else (vague[0][0], vague[0][1], vague[1])
    if not first:
        return None
    value, end = _fraction(phrase, float(first[0]), first[1])
    joints = ("and",) if between else ("-", "to", "or")
    second = cardinal(phrase, end + 1) if phrase.word(end) in joints else None
    if second and second[0] > value:
        return value, *_fraction(phrase, float(second[0]), second[1])
    return None if between else (value, value, end)


def _fraction(phrase: Phrase, value: float, at: int) -> tuple[float, int]:
    if _and_a_half(phrase, at):
        return value + 0.5, at + 3
    if [phrase.word(place) for place in range(at, at + 3)] == ["1", "/", "2"]:
        return value + 0.5, at + 3
    decimal = phrase.number(at + 1, range(1, 2)) if phrase.word(at) == "." else None
    return (value + decimal / 10, at + 2) if decimal is not None else (value, at)


def _length(least: float, most: float, unit: str) -> Length:
    round_days = unit == "day" and least == most and least >= _ROUND_DAYS and least % 10 == 0
    smallest = "half year" if unit == "year" and least % 1 else unit
    return Length(_steps(least, unit), _steps(most, unit), smallest, round_days)


def _steps(count: float, unit: str) -> Step:
    whole, rest = int(count), int(count % 1 * _DAYS[unit])
    months = _MONTHS.get(unit)
    return (relativedelta(months=whole * months) if months else relativedelta(days=whole * _DAYS[unit])), rest
