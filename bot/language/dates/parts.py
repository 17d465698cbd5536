"""Parts of a longer stretch: "mid August", "the end of last month", "the second week of August"."""

from datetime import timedelta

from bot.language.dates.meaning import Grain, Part, cycle_around, interval, moved, shifted
from bot.language.dates.named_months import nearby_day
from bot.language.dates.numerals import cardinal, day_of_month, ordinal
from bot.language.dates.phrase import Phrase
from bot.language.dates.relative import grain_at, is_weekend, weekend_end, weekend_of
from bot.language.dates.vocabulary import TABLE, by_words
from bot.language.dates.weekdays import weekday_at
from bot.values import Days, Interval

_PARTS = by_words(TABLE["parts"])
_DAYS_OF_MONTH = {
    "early": (1, 10),
    "middle": (10, 20),
    "late": (21, 31),
    "first_half": (1, 16),
    "second_half": (15, 31),
}
_SHARES = {
    "early": (0, 1 / 3),
    "middle": (1 / 3, 2 / 3),
    "late": (2 / 3, 1),
    "first_half": (0, 1 / 2),
    "second_half": (1 / 2, 1),
}

PartFound = tuple[Part, Grain, frozenset[Grain], int]
"""A part, how fine it is, what it can be a part of, and the place after its words."""

_LONG = frozenset({Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})
_MONTH_OR_YEAR = frozenset({Grain.MONTH, Grain.QUARTER, Grain.YEAR})
_MONTH = frozenset({Grain.MONTH})


def part_at(phrase: Phrase, at: int) -> list[PartFound]:
    """The parts that may be named here."""
    place = phrase.skip(at, "the", "very")
    readers = (_third, _counted, _week_of, _day_number, _several)
    return [found for reader in readers if (found := reader(phrase, place))]


def _third(phrase: Phrase, at: int) -> PartFound | None:
    found = phrase.longest(at, _PARTS)
    if not found:
        return None
    first, end = found
    joined = phrase.longest(phrase.skip(end, "-", "to", "or", "/"), _PARTS)
    last, end = joined if joined else (first, end)
    end = phrase.skip(end, "-", "of", "in", "the")
    return _share(first, last), Grain.WEEK, _LONG, end


def _share(first: str, last: str) -> Part:
    def part(days: Days) -> Days | None:
        if 28 <= (days.high - days.low).days + 1 <= 31:
            length = days.high.day
            return interval(
                days.low.replace(day=_DAYS_OF_MONTH[first][0]),
                days.low.replace(day=min(_DAYS_OF_MONTH[last][1], length)),
            )
        length = (days.high - days.low).days + 1
        low, high = int(_SHARES[first][0] * length), -int(-_SHARES[last][1] * length // 1)
        return interval(shifted(days.low, timedelta(days=low)), shifted(days.low, timedelta(days=high - 1)))

    return part


def _counted(phrase: Phrase, at: int) -> PartFound | None:
    number = (-1, at + 1) if phrase.word(at) == "last" else ordinal(phrase, at)
    if not number or not number[0]:
        return None
    nth, then = number[0], phrase.skip(number[1], "full")
    weekday = weekday_at(phrase, then)
    if weekday:
        return _nth_weekday(nth, weekday[0]), Grain.DAY, _MONTH_OR_YEAR, weekday[1]
    if is_weekend(phrase, then):
        return _nth_weekend(nth), Grain.WEEK, _MONTH_OR_YEAR, weekend_end(phrase, then)
    grain = grain_at(phrase, then)
    if grain is None or grain is Grain.YEAR:
        return None
    larger = frozenset(other for other in _LONG if other > grain)
    return _nth(nth, grain), grain, larger, then + 1


def _nth_weekday(nth: int, weekday: int) -> Part:
    def part(days: Days) -> Days | None:
        if nth < 0:
            day = shifted(days.high, timedelta(days=-((days.high.weekday() - weekday) % 7)))
        else:
            day = shifted(days.low, timedelta(days=(weekday - days.low.weekday()) % 7 + 7 * (nth - 1)))
        return Interval.exactly(day) if day and days.low <= day <= days.high else None

    return part


def _nth_weekend(nth: int) -> Part:
    def part(days: Days) -> Days | None:
        saturday = _nth_weekday(nth, 5)(days)
        return moved(saturday, 0, 1) if saturday else None

    return part


def _nth(nth: int, grain: Grain) -> Part:
    if grain is Grain.WEEK:
        return lambda days: _nth_week(days, nth)

    def part(days: Days) -> Days | None:
        steps = nth - 1 if nth > 0 else nth + 1
        found = cycle_around(days.low if nth > 0 else days.high, grain, steps)
        return found if found and days.low <= found.low <= days.high else None

    return part


def _nth_week(days: Days, nth: int) -> Days | None:
    """The nth week: the calendar's (the first is the one with most of its days inside) and, in a month, also the nth seven days."""
    thursday = _nth_weekday(nth, 3)(days)
    week = cycle_around(thursday.low, Grain.WEEK) if thursday else None
    if not week or (days.high - days.low).days > 31:
        return week
    sevens = (
        moved(Interval(days.low, days.low), 7 * (nth - 1), 7 * nth - 1)
        if nth > 0
        else Interval(days.high - timedelta(days=6), days.high)
    )
    return interval(min(week.low, sevens.low), max(week.high, sevens.high)) if sevens else None


def _week_of(phrase: Phrase, at: int) -> PartFound | None:
    if is_weekend(phrase, at) and phrase.word(weekend_end(phrase, at)) in ("of", "after", "before", "around"):
        after = phrase.word(weekend_end(phrase, at))
        return _weekend_near(after), Grain.WEEK, frozenset({Grain.DAY}), weekend_end(phrase, at) + 1
    if phrase.word(at) != "week" or phrase.word(at + 1) not in ("of", "beginning", "starting", "that"):
        return None
    end = phrase.skip(at + 1, "of", "beginning", "starting", "on", "that", "began", "started", "the", "with")
    if phrase.word(at + 1) == "of":
        return _whole_week, Grain.WEEK, frozenset({Grain.DAY}), end
    return (lambda days: moved(days, 0, 6)), Grain.WEEK, frozenset({Grain.DAY}), end


def _whole_week(days: Days) -> Days | None:
    # For a Sunday Americans mean the week that it begins; the calendar's week begins on Monday.
    if days.low.weekday() == 6:
        return moved(days, 0, 7)
    return cycle_around(days.low, Grain.WEEK)


def _weekend_near(relation: str) -> Part:
    steps = {"before": -7, "after": 7}.get(relation, 0)

    def part(days: Days) -> Days | None:
        if steps:
            week = cycle_around(days.low, Grain.WEEK, -1 if steps < 0 else 0)
            return weekend_of(week) if week else None
        return weekend_with(days)

    return part


def weekend_with(days: Days) -> Days | None:
    """The weekend that a holiday makes long, with the holiday."""
    offset = (5 - days.low.weekday()) % 7
    steps = offset if offset <= 3 else offset - 7
    saturday = shifted(days.low, timedelta(days=steps))
    if not saturday:
        return None
    return interval(min(days.low, saturday), max(days.high, shifted(saturday, timedelta(days=1)) or saturday))


def _day_number(phrase: Phrase, at: int) -> PartFound | None:
    number = day_of_month(phrase, at)
    if not number or not 1 <= number[0] <= 31:
        return None
    return (lambda days: nearby_day(days, number[0])), Grain.DAY, _MONTH, phrase.skip(number[1], "day")


def _several(phrase: Phrase, at: int) -> PartFound | None:
    side = phrase.word(at)
    count = cardinal(phrase, phrase.skip(at + 1, "of"))
    if side not in ("first", "last") or not count or not 1 <= count[0] < 100:
        if side not in ("first", "last") or phrase.word(at + 1) not in ("few", "couple"):
            return None
        count = (3, phrase.skip(at + 2, "of"))
    grain = grain_at(phrase, count[1])
    if grain not in (Grain.DAY, Grain.WEEK):
        return None
    length = count[0] * (7 if grain is Grain.WEEK else 1) - 1
    return _edge(side, length), Grain.WEEK, _MONTH_OR_YEAR, count[1] + 1


def _edge(side: str, length: int) -> Part:
    def part(days: Days) -> Days | None:
        if side == "first":
            return interval(days.low, min(shifted(days.low, timedelta(days=length)) or days.high, days.high))
        return interval(max(shifted(days.high, timedelta(days=-length)) or days.low, days.low), days.high)

    return part
