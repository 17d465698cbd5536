"""What date words mean before the year is known: a fixed stretch of days, or one that comes round again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, IntEnum
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from bot.values import Days, Interval


class Tense(Enum):
    """Where a date without a year lies: before today, after it, or on either side."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"


class Grain(IntEnum):
    """How fine a stretch of days was named."""

    DAY = 1
    WEEK = 2
    MONTH = 3
    QUARTER = 4
    YEAR = 5


STEP = {
    Grain.DAY: relativedelta(days=1),
    Grain.WEEK: relativedelta(weeks=1),
    Grain.MONTH: relativedelta(months=1),
    Grain.QUARTER: relativedelta(months=3),
    Grain.YEAR: relativedelta(years=1),
}
# 29 February may be eight years away, Friday the 31st more than a year.
_FURTHEST = {Grain.WEEK: 2, Grain.MONTH: 14, Grain.YEAR: 8}
_CLOSE = 2

Part = Callable[[Days], Days | None]
"""A part of a stretch of days; None where that stretch has no such part, such as 30 February."""


LONG = frozenset({Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})
"""What can have named parts."""


class PartFound(NamedTuple):
    """A part that was named: how fine it is, what it can be a part of, and the place after its words."""

    part: Part
    grain: Grain
    wholes: frozenset[Grain]
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """Days that are known; None when the words name a day that does not exist."""

    days: Days | None
    grain: Grain

    def map(self, part: Part, grain: Grain) -> "Period":
        """The part of these days."""
        return Period(part(self.days) if self.days else None, grain)


@dataclass(frozen=True, slots=True)
class Recurring:
    """Days that come round in every cycle (a week, a month, a year); `occurrence` gives those of one cycle."""

    cycle: Grain
    occurrence: Part
    grain: Grain

    def map(self, part: Part, grain: Grain) -> "Recurring":
        """The part of these days, in every cycle."""

        def occurrence(cycle: Days) -> Days | None:
            days = self.occurrence(cycle)
            return part(days) if days else None

        return replace(self, occurrence=occurrence, grain=grain)

    def near(self, as_of: date) -> list[Days]:
        """Its occurrences in the cycles around a day, earliest first; at least one on either side, if there are any."""
        close = self._within(as_of, _CLOSE)
        both_sides = close and close[0].high < as_of < close[-1].low
        return close if both_sides else self._within(as_of, _FURTHEST[self.cycle])

    def _within(self, as_of: date, reach: int) -> list[Days]:
        cycles = (cycle_around(as_of, self.cycle, steps) for steps in range(-reach, reach + 1))
        return [days for cycle in cycles if cycle and (days := self.occurrence(cycle))]


Meaning = Period | Recurring


def shifted(day: date, step: relativedelta | timedelta) -> date | None:
    """The day that lies a step away; None outside the calendar that dates can express."""
    try:
        return day + step
    except (OverflowError, ValueError):
        return None


def interval(low: date | None, high: date | None) -> Days | None:
    """The days between two days; None where an end is missing or they are reversed."""
    return Interval(low, high) if low and high and low <= high else None


def moved(days: Days, low: int, high: int) -> Days | None:
    """The days with each end moved by a number of days."""
    return interval(shifted(days.low, timedelta(days=low)), shifted(days.high, timedelta(days=high)))


@lru_cache(maxsize=4096)
def cycle_around(day: date, grain: Grain, steps: int = 0) -> Days | None:
    """The whole week (Monday to Sunday), month, quarter or year that holds a day, or one some steps away."""
    starts = {
        Grain.DAY: day,
        Grain.WEEK: shifted(day, timedelta(days=-day.weekday())),
        Grain.MONTH: day.replace(day=1),
        Grain.QUARTER: date(day.year, 3 * ((day.month - 1) // 3) + 1, 1),
        Grain.YEAR: date(day.year, 1, 1),
    }
    start = starts[grain] and shifted(starts[grain], STEP[grain] * steps)
    following = start and shifted(start, STEP[grain])
    return interval(start, shifted(following, timedelta(days=-1))) if following else None


def year_days(year: int) -> Days | None:
    """The days of a year."""
    return interval(date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9999 else None


def choose(meaning: Meaning, as_of: date, tense: Tense) -> tuple[Days | None, bool]:
    """The days meant by words that may come round again, and whether the choice is to be confirmed."""
    if isinstance(meaning, Period):
        return meaning.days, False
    found = meaning.near(as_of)
    before = [days for days in found if days.low <= as_of]
    after = [days for days in found if days.high >= as_of]
    if tense is Tense.PAST:
        return _nearest(before[-1:], as_of, meaning.cycle)
    if tense is Tense.FUTURE:
        return _nearest(after[:1], as_of, meaning.cycle)
    return _either(before[-1:], after[:1], as_of, meaning.cycle)


def distance(days: Days, as_of: date) -> int:
    """How many days lie between the stretch and a day; 0 when it holds that day."""
    return max((as_of - days.high).days, (days.low - as_of).days, 0)


# A year-less date this far off may as well be meant in the other direction.
_FAR = 300


def _nearest(found: list[Days], as_of: date, cycle: Grain) -> tuple[Days | None, bool]:
    if not found:
        return None, False
    return found[0], distance(found[0], as_of) > _FAR or cycle is Grain.MONTH


def _either(before: list[Days], after: list[Days], as_of: date, cycle: Grain) -> tuple[Days | None, bool]:
    if not before or not after:
        return (before + after)[0] if before + after else None, True
    past, coming = distance(before[0], as_of), distance(after[0], as_of)
    # Where neither side is clearly nearer, a date without a year is more often a coming one; it is confirmed.
    doubtful = 5 * min(past, coming) > 2 * max(past, coming) or cycle is Grain.MONTH
    return (before[0] if 5 * past <= 2 * coming else after[0]), doubtful and before[0] != after[0]
