"""A single date: its words, and the longer stretch that they are placed in ("... of last year", "... 2013")."""

from dataclasses import replace

from bot.language.dates.directed import read_directed
from bot.language.dates.holidays import read_holiday
from bot.language.dates.meaning import Grain, PartFound, Period, Recurring, cycle_around, year_days
from bot.language.dates.named_months import nearby_day, read_named_month
from bot.language.dates.numerals import full_year, ordinal
from bot.language.dates.numeric import read_numeric
from bot.language.dates.offsets import read_offset
from bot.language.dates.parts import part_at, week_with, weekend_with
from bot.language.dates.phrase import Match, Phrase, furthest
from bot.language.dates.relative import (
    DIRECTIONS,
    grain_at,
    is_weekend,
    read_relative_day,
    weekend_end,
    weekend_of,
)
from bot.language.dates.weekdays import on_weekday, read_weekday, weekday_at, weekday_within

_BEFORE_ITS_WEEKDAY = (",", ".", "on", "a", "which", "that", "it", "i", "was", "think", "believe", "(")
_INTO = (",", "of", "in", "on", "the", "-", "sometime", "at", "during")


def read_dated(phrase: Phrase, at: int) -> Match | None:
    """One date, without ranges and without "about"."""
    return phrase.remember("dated", at, _read_dated)


def _read_dated(phrase: Phrase, at: int) -> Match | None:
    plain = furthest(phrase.remember("whole", at, _whole), read_offset(phrase, at, _anchor))
    return _time_of_day(phrase, furthest(_with_weekday(phrase, plain), _this_far(phrase, at)))


def _anchor(phrase: Phrase, at: int) -> Match | None:
    # Without a weekday after it: in "3 weeks after Christmas on Friday" the Friday is that of the whole.
    return phrase.remember("anchor", at, _read_anchor)


def _read_anchor(phrase: Phrase, at: int) -> Match | None:
    return furthest(phrase.remember("whole", at, _whole), read_offset(phrase, at, _anchor))


def _time_of_day(phrase: Phrase, found: Match | None) -> Match | None:
    if not found or found.meaning.grain is not Grain.DAY:
        return found
    return replace(found, end=phrase.skip(found.end, "morning", "afternoon", "evening", "night"))


def _simple(phrase: Phrase, at: int) -> Match | None:
    return furthest(
        read_numeric(phrase, at),
        _long_weekend(phrase, read_named_month(phrase, at)),
        read_weekday(phrase, at),
        _long_weekend(phrase, read_holiday(phrase, at)),
        read_relative_day(phrase, at),
        read_directed(phrase, at),
        _year(phrase, at),
        _bare_part(phrase, at),
    )


def _long_weekend(phrase: Phrase, found: Match | None) -> Match | None:
    """The stretch around a day: "Labor Day weekend", "Thanksgiving week"."""
    if not found or found.meaning.grain is not Grain.DAY:
        return found
    if is_weekend(phrase, found.end):
        return found.map(weekend_with, Grain.WEEK, end=weekend_end(phrase, found.end), margin=None)
    if phrase.word(found.end) == "week":
        return found.map(week_with, Grain.WEEK, end=found.end + 1, margin=None)
    return found


def _year(phrase: Phrase, at: int) -> Match | None:
    place = phrase.skip(at, "the", "calendar")
    named = phrase.word(place) == "year"
    year = full_year(phrase, phrase.skip(place + 1, "of") if named else place)
    # "Two thousand" by itself is more often a count.
    if not year or (not named and phrase.word(year[1] - 1) == "thousand"):
        return None
    end = phrase.skip(year[1], "ad", "ce")
    return Match(Period(year_days(year[0]), Grain.YEAR), end, weak=not named)


def _bare_part(phrase: Phrase, at: int) -> Match | None:
    """As in "The 18th" and "weekend", which name no longer stretch."""
    place = phrase.skip(at, "the")
    number = ordinal(phrase, place)
    if number and (place > at or phrase.number(place - 1) is None):
        token = phrase.token(place)
        if 1 <= number[0] <= 31 and token and (token.ordinal or place > at):
            month = Recurring(Grain.MONTH, lambda days: days, Grain.MONTH)
            return Match(
                month.map(lambda days: nearby_day(days, number[0]), Grain.DAY), number[1], True, weak=True
            )
    if is_weekend(phrase, place) and place > at:
        return Match(Recurring(Grain.WEEK, weekend_of, Grain.WEEK), weekend_end(phrase, place), True)
    return None


def _placed(phrase: Phrase, found: Match | None) -> Match | None:
    """A date within the stretch that follows it ("august of last year") or stands before it ("last week, Monday")."""
    if not found:
        return None
    place = phrase.skip(found.end, *_INTO)
    # "Sunday from last week", not "from Sunday to Tuesday".
    place += phrase.word(place) == "from" and bool(phrase.longest(place + 1, DIRECTIONS))
    other = furthest(
        _year(phrase, place), read_directed(phrase, place), _simple_recurring(phrase, found, place)
    )
    placed = other and _inside(phrase, found, other)
    return placed or found


def _simple_recurring(phrase: Phrase, found: Match, at: int) -> Match | None:
    if not isinstance(found.meaning, Period) or found.meaning.grain is Grain.DAY:
        return None
    return phrase.remember("simple", at, _simple)


def _inside(phrase: Phrase, first: Match, second: Match) -> Match | None:
    inner, outer = (first, second) if isinstance(first.meaning, Recurring) else (second, first)
    if not isinstance(inner.meaning, Recurring) or not isinstance(outer.meaning, Period):
        return None
    if inner.meaning.cycle is not outer.meaning.grain or outer.meaning.days is None:
        return None
    days = inner.meaning.occurrence(outer.meaning.days)
    confirm = (first.confirm or second.confirm) and inner.meaning.cycle is not Grain.MONTH
    return Match(Period(days, inner.meaning.grain), second.end, confirm, margin=inner.margin)


def _part_of(phrase: Phrase, at: int) -> Match | None:
    found = (_apply(phrase, part) for part in part_at(phrase, at))
    return furthest(*found)


def _apply(phrase: Phrase, found: PartFound) -> Match | None:
    part, grain, wholes, end = found
    place = phrase.skip(end, ",", "-", "of", "in", "on", "for", "from")
    # "15 month" is a length, "the 15th of the month" a day.
    current = _current(phrase, place) if place > end or grain is not Grain.DAY else None
    whole = furthest(current, phrase.remember("whole", place, _whole))
    if not whole or whole.meaning.grain not in wholes:
        return None
    return _placed(phrase, whole.map(part, grain, weak=False, margin=None))


def _whole(phrase: Phrase, at: int) -> Match | None:
    # A part may be of a part: "the end of the first week of August".
    return furthest(_placed(phrase, phrase.remember("simple", at, _simple)), _part_of(phrase, at))


def _current(phrase: Phrase, at: int) -> Match | None:
    """The stretch that holds today: "the month" in "the end of the month"."""
    place = phrase.skip(at, "the")
    grain = grain_at(phrase, place)
    if grain in (None, Grain.DAY) or phrase.word(place) != grain.name.lower():
        return None
    return Match(Period(cycle_around(phrase.as_of, grain), grain), place + 1)


def _this_far(phrase: Phrase, at: int) -> Match | None:
    """The part of a stretch up to today ("earlier this month") or from today on ("later this month")."""
    side = phrase.word(at)
    if side not in ("earlier", "later"):
        return None
    place = phrase.skip(at + 1, "in")
    whole = furthest(read_directed(phrase, place), _current(phrase, place))
    if not whole or not isinstance(whole.meaning, Period) or not whole.meaning.days:
        return None
    days = whole.meaning.days
    if not days.low <= phrase.as_of <= days.high:
        return whole
    cut = type(days)(days.low, phrase.as_of) if side == "earlier" else type(days)(phrase.as_of, days.high)
    return Match(Period(cut, Grain.WEEK), whole.end)


def _with_weekday(phrase: Phrase, found: Match | None) -> Match | None:
    """A weekday after the date: "in 3 days on Friday", "August 18, a Tuesday"."""
    if not found or found.meaning.grain is not Grain.DAY:
        return found
    place = phrase.skip(found.end, *_BEFORE_ITS_WEEKDAY)
    weekday = weekday_at(phrase, place) if place > found.end else None
    if not weekday or phrase.word(weekday[1]) in ("or", "and", "to"):
        return found

    if not found.counted:
        return replace(on_weekday(phrase, found, weekday[0], weekday[2]), end=weekday[1])
    mapped = found.map(lambda days: weekday_within(days, weekday[0]), Grain.DAY, end=weekday[1])
    return replace(mapped, confirm=mapped.confirm or _disagrees(found, weekday[0]))


def _disagrees(found: Match, weekday: int) -> bool:
    days = found.meaning.days if isinstance(found.meaning, Period) else None
    return days is not None and days.exact and days.low.weekday() != weekday
