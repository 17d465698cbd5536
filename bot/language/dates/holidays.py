"""Days with a name of their own, and the seasons."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as on_weekday

from bot.language.dates.meaning import Grain, Recurring, interval, moved
from bot.language.dates.phrase import Match, Phrase
from bot.language.dates.vocabulary import EVERYDAY_WORDS, TABLE, Names
from bot.values import Days, Interval

_SHORTEST_LAST_MONTH_DAY = 31
_WINTER = "winter"
# "Around Christmas" is a week or so on either side.
_MARGIN = 7


def _holiday_in(year: int, rule: Mapping[str, Any]) -> date:
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    if "day" in rule:
        return date(year, rule["month"], rule["day"])
    nth = rule["nth"]
    start = date(year, rule["month"], 1) + relativedelta(day=1 if nth > 0 else _SHORTEST_LAST_MONTH_DAY)
    day = on_weekday(rule["weekday"])
    return start + relativedelta(weekday=day(nth)) + timedelta(days=rule.get("shift", 0))


def _holiday(rule: Mapping[str, Any]) -> Recurring:
    def in_year(cycle: Days) -> Days | None:
        # The reckoning of Easter holds from the calendar's reform on.
        known = 1583 <= cycle.low.year <= 4099
        return Interval.exactly(_holiday_in(cycle.low.year, rule)) if known else None

    return Recurring(Grain.YEAR, in_year, Grain.DAY)


def _season(first: tuple[int, int], last: tuple[int, int]) -> Recurring:
    def in_year(cycle: Days) -> Days | None:
        start = cycle.low.replace(month=first[0], day=first[1])
        end = cycle.low.replace(month=last[0], day=last[1])
        days = interval(start, end)
        return days or moved(
            Interval.exactly(start), 0, (end.replace(year=2001) - start.replace(year=2000)).days
        )

    return Recurring(Grain.YEAR, in_year, Grain.QUARTER)


_NAMED = Names(
    {tuple(name.split()): _holiday(rule) for rule in TABLE["holidays"] for name in rule["names"]}
    | {(name,): _season(*days) for name, days in TABLE["seasons"].items()}
)


def read_holiday(phrase: Phrase, at: int) -> Match | None:
    """A holiday or a season, in any year."""
    found = phrase.longest(phrase.skip(at, "the"), _NAMED)
    if not found:
        return None
    meaning, end = found
    weak = phrase.word(end - 1) in EVERYDAY_WORDS
    # "Winter 2026" may be the one that begins that year or the one that ends in it.
    two_ways = phrase.word(end - 1) == _WINTER
    return Match(meaning, end, two_ways, weak=weak, margin=_MARGIN if meaning.grain is Grain.DAY else None)
