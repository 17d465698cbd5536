"""Dates that name their month: "August", "aug 14", "the 14th of August 2026", "2019-sep-1"."""

from datetime import date

from bot.language.dates.meaning import Grain, Meaning, Period, Recurring, cycle_around, interval
from bot.language.dates.numerals import any_year, day_of_month, full_year
from bot.language.dates.phrase import Match, Phrase, furthest
from bot.language.dates.vocabulary import EVERYDAY_WORDS, month_named
from bot.values import Days, Interval

_FIRST_YEAR_THAT_IS_NO_DAY = 50
_JOINTS = (",", ".", "-", "/", "of", "the")


def calendar_day(year: int | None, month: int, day: int) -> Meaning:
    """A day of a month, in a year or in any."""

    def in_year(cycle: Days) -> Days | None:
        return _exact(cycle.low.year, month, day)

    return Period(_exact(year, month, day), Grain.DAY) if year else Recurring(Grain.YEAR, in_year, Grain.DAY)


def calendar_month(year: int | None, month: int) -> Meaning:
    """A whole month, in a year or in any."""

    def in_year(cycle: Days) -> Days | None:
        return _whole(cycle.low.year, month)

    return Period(_whole(year, month), Grain.MONTH) if year else Recurring(Grain.YEAR, in_year, Grain.MONTH)


def _exact(year: int, month: int, day: int) -> Days | None:
    try:
        return Interval.exactly(date(year, month, day))
    except ValueError:
        return None


def _whole(year: int, month: int) -> Days | None:
    first = _exact(year, month, 1)
    return cycle_around(first.low, Grain.MONTH) if first else None


def read_named_month(phrase: Phrase, at: int) -> Match | None:
    """A date with a month's name, in any order of its parts."""
    return furthest(_month_first(phrase, at), _day_first(phrase, at), _year_first(phrase, at))


def month_at(phrase: Phrase, at: int) -> tuple[int, int, bool] | None:
    """The month named here, the place after it, and whether it is to be confirmed."""
    named = month_named(phrase.word(at))
    if not named:
        return None
    dotted = phrase.word(at + 1) == "." and len(phrase.word(at)) < 5
    return named[0], at + 1 + dotted, not named[1]


def _month_first(phrase: Phrase, at: int) -> Match | None:
    month = month_at(phrase, at)
    if not month:
        return None
    alone = Match(calendar_month(None, month[0]), month[1], month[2], weak=phrase.word(at) in EVERYDAY_WORDS)
    return furthest(alone, _month_and_year(phrase, month), _month_and_day(phrase, month))


def _month_and_year(phrase: Phrase, month: tuple[int, int, bool]) -> Match | None:
    place = phrase.skip(month[1], ",", "-", "/", "of", "in")
    year = full_year(phrase, place)
    if not year:
        short = any_year(phrase, place)
        marked = phrase.word(place) == "'" or phrase.word(place - 1) == "of"
        plainly_year = marked or (phrase.number(place) or 0) >= _FIRST_YEAR_THAT_IS_NO_DAY
        if not short or not plainly_year:
            return None
        return Match(calendar_month(short[0], month[0]), short[1], month[2] or phrase.word(place) != "'")
    return Match(calendar_month(year[0], month[0]), year[1], month[2])


def _month_and_day(phrase: Phrase, month: tuple[int, int, bool]) -> Match | None:
    if full_year(phrase, month[1]) and phrase.number(month[1]) is None and not day_and_year(phrase, month[1]):
        return None
    place = phrase.skip(month[1], *_JOINTS)
    day = day_of_month(phrase, place)
    # "September of 25" is a month of 2025.
    if not day or _is_count(phrase, day[1]) or phrase.word(place - 1) == "of":
        return None
    return _with_year(phrase, day[1], month[0], day[0], month[2], phrase.word(place - 1))


def day_and_year(phrase: Phrase, at: int) -> bool:
    """Whether a written-out number here is a day with a year after it: "twenty two, 2018"."""
    day = day_of_month(phrase, at)
    return bool(day and day[0] <= 31 and full_year(phrase, phrase.skip(day[1], ",")))


def _is_count(phrase: Phrase, at: int) -> bool:
    # "In August 3 weeks ago": the 3 counts the weeks.
    return phrase.word(at) in (
        "days",
        "weeks",
        "months",
        "years",
        "day",
        "week",
        "month",
        "year",
        "times",
        "pm",
        "am",
    )


def _day_first(phrase: Phrase, at: int) -> Match | None:
    day = day_of_month(phrase, phrase.skip(at, "the"))
    if not day:
        return None
    year = _year_between(phrase, day[1])
    month = month_at(phrase, year[1] if year else phrase.skip(day[1], "day", *_JOINTS))
    if not month:
        return None
    if year:
        return Match(calendar_day(year[0], month[0], day[0]), month[1], month[2])
    return _with_year(phrase, month[1], month[0], day[0], month[2], phrase.word(month[1] - 2))


def _year_between(phrase: Phrase, at: int) -> tuple[int, int] | None:
    if phrase.word(at) not in ("-", "/"):
        return None
    year = full_year(phrase, at + 1)
    return (year[0], year[1] + 1) if year and phrase.word(year[1]) == phrase.word(at) else None


def _with_year(phrase: Phrase, at: int, month: int, day: int, confirm: bool, joint: str) -> Match:
    without = Match(calendar_day(None, month, day), at, confirm)
    year = any_year(phrase, phrase.skip(at, ",", ".", "of")) or full_year(phrase, phrase.skip(at, ",", "in"))
    # In "Aug 14-15" the second number is a day; in "Aug-14-15" and "Aug 14-2015" it is a year.
    if not year and phrase.word(at) in ("-", "/"):
        joined = phrase.word(at) == joint
        year = any_year(phrase, at + 1) if joined else full_year(phrase, at + 1)
    if not year:
        return without
    doubtful = len(year) == 3 and year[2]
    return Match(calendar_day(year[0], month, day), year[1], confirm or doubtful)


def _year_first(phrase: Phrase, at: int) -> Match | None:
    year = full_year(phrase, at)
    if not year:
        return None
    place = phrase.skip(year[1], ",", "-", "/", ".")
    month = month_at(phrase, place)
    if month:
        return furthest(
            Match(calendar_month(year[0], month[0]), month[1], month[2]), _then_day(phrase, year[0], month)
        )
    day = day_of_month(phrase, place)
    month = (
        month_at(phrase, day[1] + 1)
        if day and place > year[1] and phrase.word(day[1]) in ("-", "/")
        else None
    )
    return Match(calendar_day(year[0], month[0], day[0]), month[1], month[2]) if day and month else None


def _then_day(phrase: Phrase, year: int, month: tuple[int, int, bool]) -> Match | None:
    day = day_of_month(phrase, phrase.skip(month[1], *_JOINTS))
    if not day or _is_count(phrase, day[1]):
        return None
    return Match(calendar_day(year, month[0], day[0]), day[1], month[2])


def nearby_day(days: Days, day: int) -> Days | None:
    """The day with this number in the month in which some days begin."""
    found = _exact(days.low.year, days.low.month, day)
    return found and interval(found.low, found.high)
