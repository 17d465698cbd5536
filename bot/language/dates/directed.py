"""Names that come round again, with the direction they lie in: "last August", "next Easter", "this past Tuesday"."""

from datetime import date

from bot.language.dates.holidays import read_holiday
from bot.language.dates.meaning import Grain, Period, Recurring, cycle_around, moved
from bot.language.dates.named_months import read_named_month
from bot.language.dates.phrase import Match, Phrase, furthest
from bot.language.dates.relative import DIRECTIONS, read_relative_stretch
from bot.language.dates.vocabulary import Words
from bot.language.dates.weekdays import in_week, weekday_at
from bot.values import Days, Interval

# "Last Wednesday" said on a Thursday is not yesterday; said on a Sunday it mostly is the one four days ago.
_TOO_RECENT = 4
_PLAIN_WORDS: tuple[Words, ...] = (("this", "past"), ("this", "coming"))


def read_directed(phrase: Phrase, at: int) -> Match | None:
    """Whatever is named by its direction from today."""
    return furthest(
        read_relative_stretch(phrase, at), _directed_name(phrase, at), _weekday_coming(phrase, at)
    )


def _directed_name(phrase: Phrase, at: int) -> Match | None:
    place = phrase.skip(at, "the")
    found = phrase.longest(place, DIRECTIONS)
    if not found:
        return None
    direction, end = found
    plain = (phrase.word(place), phrase.word(end - 1)) in _PLAIN_WORDS
    return furthest(_in_year(phrase, end, direction, plain), _weekday(phrase, end, direction, plain))


def _in_year(phrase: Phrase, at: int, direction: int, plain: bool) -> Match | None:
    named = furthest(read_named_month(phrase, at), read_holiday(phrase, at))
    if not named or not isinstance(named.meaning, Recurring):
        return None
    days = _towards(named.meaning, phrase.as_of, direction)
    # Said in November, "last August" may be this year's or the year's before.
    two_ways = (
        direction and days and days.low.year == phrase.as_of.year and named.meaning.grain is not Grain.DAY
    )
    confirm = named.confirm or bool(two_ways and not plain)
    return Match(Period(days, named.meaning.grain), named.end, confirm, weak=named.weak, margin=named.margin)


def _towards(meaning: Recurring, today: date, direction: int) -> Days | None:
    near = meaning.near(today)
    if direction == 0:
        return next((days for days in near if days.low.year == today.year), None)
    if direction > 0:
        return next((days for days in near if days.low > today), None)
    return next((days for days in reversed(near) if days.high < today), None)


def _weekday(phrase: Phrase, at: int, direction: int, plain: bool) -> Match | None:
    found = weekday_at(phrase, at)
    if not found:
        return None
    weekday, end, confirm = found
    since = (phrase.as_of.weekday() - weekday - 1) % 7 + 1
    if plain:
        return Match(_day_from(phrase.as_of, -since if direction < 0 else 7 - since % 7), end, confirm)
    if direction < 0:
        passed = weekday < phrase.as_of.weekday()
        steps = since + 7 if passed and since < _TOO_RECENT else since
        return Match(_day_from(phrase.as_of, -steps), end, confirm or passed)
    week = cycle_around(phrase.as_of, Grain.WEEK, direction)
    two_ways = direction > 0 and weekday > phrase.as_of.weekday()
    return Match(Period(week and in_week(weekday).occurrence(week), Grain.DAY), end, confirm or two_ways)


def _day_from(today: date, steps: int) -> Period:
    return Period(moved(Interval.exactly(today), steps, steps), Grain.DAY)


def _weekday_coming(phrase: Phrase, at: int) -> Match | None:
    """As in "Saturday coming"."""
    found = weekday_at(phrase, at)
    if not found or phrase.word(found[1]) not in ("coming", "past"):
        return None
    match = _weekday(phrase, at, 1 if phrase.word(found[1]) == "coming" else -1, plain=True)
    return match and Match(match.meaning, match.end + 1, match.confirm)
