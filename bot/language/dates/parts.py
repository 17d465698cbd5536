"""Parts of a longer stretch: "mid August", "the end of last month", "the week of August 10"."""

from datetime import timedelta

from bot.language.dates.counted_parts import read_counted, read_several
from bot.language.dates.meaning import LONG, Grain, Part, PartFound, cycle_around, interval, moved, shifted
from bot.language.dates.named_months import nearby_day
from bot.language.dates.numerals import day_of_month
from bot.language.dates.phrase import Phrase
from bot.language.dates.relative import is_weekend, weekend_end, weekend_of
from bot.language.dates.vocabulary import TABLE, by_words
from bot.values import Days, Interval

_PARTS = by_words(TABLE["parts"])
# Of a month in days, of anything else in sixths.
_DAYS_OF_MONTH = {
    "early": (1, 10),
    "middle": (10, 20),
    "late": (21, 31),
    "first_half": (1, 16),
    "second_half": (15, 31),
}
_SIXTHS = {"early": (0, 2), "middle": (2, 4), "late": (4, 6), "first_half": (0, 3), "second_half": (3, 6)}
_SATURDAY, _SUNDAY = 5, 6


def part_at(phrase: Phrase, at: int) -> list[PartFound]:
    """The parts that may be named here."""
    place = phrase.skip(at, "the", "very")
    readers = (_early_or_late, read_counted, read_several, _week_of, _weekend_by, _day_number)
    return [found for reader in readers if (found := reader(phrase, place))]


def _early_or_late(phrase: Phrase, at: int) -> PartFound | None:
    found = phrase.longest(at, _PARTS)
    if not found:
        return None
    first, end = found
    joined = phrase.longest(phrase.skip(end, "-", "to", "or", "/"), _PARTS)
    last, end = joined if joined else (first, end)
    return PartFound(_from_to(first, last), Grain.WEEK, LONG, end)


def _from_to(first: str, last: str) -> Part:
    def part(days: Days) -> Days | None:
        if days == cycle_around(days.low, Grain.MONTH):
            start, end = _DAYS_OF_MONTH[first][0], min(_DAYS_OF_MONTH[last][1], days.high.day)
            return interval(days.low.replace(day=start), days.low.replace(day=end))
        length = (days.high - days.low).days + 1
        start, end = _SIXTHS[first][0] * length // 6, -(-_SIXTHS[last][1] * length // 6)
        return interval(days.low + timedelta(days=start), days.low + timedelta(days=end - 1))

    return part


def _week_of(phrase: Phrase, at: int) -> PartFound | None:
    if phrase.word(at) != "week" or phrase.word(at + 1) not in ("of", "beginning", "starting"):
        return None
    end = phrase.skip(at + 2, "on", "the", "of")
    part = week_with if phrase.word(at + 1) == "of" else _seven_days
    return PartFound(part, Grain.WEEK, frozenset({Grain.DAY}), end)


def _seven_days(days: Days) -> Days | None:
    return moved(days, 0, 6)


def week_with(days: Days) -> Days | None:
    """The week that a day is in."""
    # For a Sunday Americans mean the week that it begins; the calendar's week begins on Monday.
    return moved(days, 0, 7) if days.low.weekday() == _SUNDAY else cycle_around(days.low, Grain.WEEK)


def _weekend_by(phrase: Phrase, at: int) -> PartFound | None:
    place = weekend_end(phrase, at)
    parts = {"of": weekend_with, "before": _weekend_before, "after": _weekend_after}
    part = parts.get(phrase.word(place)) if is_weekend(phrase, at) else None
    return PartFound(part, Grain.WEEK, frozenset({Grain.DAY}), place + 1) if part else None


def _weekend_before(days: Days) -> Days | None:
    week = cycle_around(days.low, Grain.WEEK, -1)
    return week and weekend_of(week)


def _weekend_after(days: Days) -> Days | None:
    tomorrow = moved(days, 1, 1)
    week = tomorrow and cycle_around(tomorrow.low, Grain.WEEK)
    return week and weekend_of(week)


def weekend_with(days: Days) -> Days | None:
    """The weekend next to a holiday, together with the holiday."""
    coming = (_SATURDAY - days.low.weekday()) % 7
    saturday = shifted(days.low, timedelta(days=coming if coming <= 3 else coming - 7))
    weekend = saturday and moved(Interval.exactly(saturday), 0, 1)
    return weekend and interval(min(days.low, weekend.low), max(days.high, weekend.high))


def _day_number(phrase: Phrase, at: int) -> PartFound | None:
    number = day_of_month(phrase, at)
    if not number or not 1 <= number[0] <= 31:
        return None
    day, end = number[0], phrase.skip(number[1], "day")
    return PartFound(lambda days: nearby_day(days, day), Grain.DAY, frozenset({Grain.MONTH}), end)
