"""Counted parts of a longer stretch: "the second week of August", "the last Friday", "the first ten days"."""

from datetime import timedelta

from bot.language.dates.meaning import LONG, Grain, Part, PartFound, cycle_around, interval, moved, shifted
from bot.language.dates.numerals import Numeral, cardinal, ordinal
from bot.language.dates.phrase import Phrase
from bot.language.dates.relative import grain_at, is_weekend, weekend_end
from bot.language.dates.weekdays import weekday_at
from bot.values import Days, Interval

_MONTH_OR_YEAR = LONG - {Grain.WEEK}
_THURSDAY, _SATURDAY = 3, 5
_NUMBERED = {"week": Grain.WEEK, "q": Grain.QUARTER}
_LONGEST_MONTH = 31
_MOST_PARTS = 99
# "The first few days": as many as four.
_A_FEW = 4


def read_counted(phrase: Phrase, at: int) -> PartFound | None:
    """The nth or last weekday, weekend, day, week, month or quarter of something."""
    if phrase.word(at) in _NUMBERED:
        return _numbered(phrase, at)
    number = (-1, at + 1) if phrase.word(at) == "last" else ordinal(phrase, at)
    if not number or not number[0]:
        return None
    nth, then = number[0], phrase.skip(number[1], "full")
    weekday = weekday_at(phrase, then)
    if weekday:
        return PartFound(_nth_weekday(nth, weekday[0]), Grain.DAY, _MONTH_OR_YEAR, weekday[1])
    if is_weekend(phrase, then):
        return PartFound(_nth_weekend(nth), Grain.WEEK, _MONTH_OR_YEAR, weekend_end(phrase, then))
    grain = grain_at(phrase, then)
    if grain is None or grain is Grain.YEAR:
        return None
    larger = frozenset(other for other in LONG if other > grain)
    return PartFound(_nth_week(nth) if grain is Grain.WEEK else _nth(nth, grain), grain, larger, then + 1)


def _numbered(phrase: Phrase, at: int) -> PartFound | None:
    """As in "Week 12 (of 2020)", "Q4 (2018)"."""
    grain, number = _NUMBERED[phrase.word(at)], phrase.number(at + 1, range(1, 3))
    if not number:
        return None
    larger = frozenset(other for other in LONG if other > grain)
    part = _nth_week(number) if grain is Grain.WEEK else _nth(number, grain)
    return PartFound(part, grain, larger, at + 2)


def _nth_weekday(nth: int, weekday: int) -> Part:
    def part(days: Days) -> Days | None:
        from_start = (weekday - days.low.weekday()) % 7 + 7 * (nth - 1)
        from_end = -((days.high.weekday() - weekday) % 7)
        day = shifted(*(days.low, timedelta(from_start)) if nth > 0 else (days.high, timedelta(from_end)))
        return Interval.exactly(day) if day and days.low <= day <= days.high else None

    return part


def _nth_weekend(nth: int) -> Part:
    def part(days: Days) -> Days | None:
        saturday = _nth_weekday(nth, _SATURDAY)(days)
        return saturday and moved(saturday, 0, 1)

    return part


def _nth(nth: int, grain: Grain) -> Part:
    def part(days: Days) -> Days | None:
        found = cycle_around(days.low, grain, nth - 1) if nth > 0 else cycle_around(days.high, grain)
        return found if found and days.low <= found.low <= days.high else None

    return part


def _nth_week(nth: int) -> Part:
    """The calendar's nth week (the first is that of the first Thursday) and, in a month, the nth seven days too."""

    def part(days: Days) -> Days | None:
        thursday = _nth_weekday(nth, _THURSDAY)(days)
        week = thursday and cycle_around(thursday.low, Grain.WEEK)
        if not week or (days.high - days.low).days >= _LONGEST_MONTH:
            return week
        start = days.low + timedelta(7 * (nth - 1)) if nth > 0 else days.high - timedelta(6)
        return interval(min(week.low, start), max(week.high, start + timedelta(6)))

    return part


def read_several(phrase: Phrase, at: int) -> PartFound | None:
    """The first or last days or weeks of something."""
    side = phrase.word(at)
    count = _few(phrase, at + 1) or cardinal(phrase, at + 1)
    grain = grain_at(phrase, count[1]) if count else None
    if side not in ("first", "last") or not count or grain not in (Grain.DAY, Grain.WEEK):
        return None
    if not 1 <= count[0] <= _MOST_PARTS:
        return None
    length = count[0] * (7 if grain is Grain.WEEK else 1)
    return PartFound(_edge(side, length), Grain.WEEK, _MONTH_OR_YEAR, count[1] + 1)


def _few(phrase: Phrase, at: int) -> Numeral | None:
    few = {"few": _A_FEW, "couple": 3}.get(phrase.word(at))
    return (few, phrase.skip(at + 1, "of")) if few else None


def _edge(side: str, length: int) -> Part:
    def part(days: Days) -> Days | None:
        if length > (days.high - days.low).days:
            return days
        beyond = timedelta(days=length - 1)
        first = side == "first"
        return interval(days.low, days.low + beyond) if first else interval(days.high - beyond, days.high)

    return part
