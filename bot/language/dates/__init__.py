"""Everyday English about dates, read as a closed interval of days.

"August" is the whole month, "three months ago" is half a month on either side, "8/14/2026" is one day: a reading
is as wide as the words are. A text that names no date, an impossible one, or several, reads as None.
"""

from datetime import date, timedelta

from bot.language.dates.finding import find
from bot.language.dates.meaning import Tense
from bot.language.reading import Reading
from bot.values import Days, Interval

__all__ = ["Tense", "find_dates", "read_date"]


def read_date(text: str, as_of: date, tense: Tense = Tense.EITHER) -> Reading | None:
    """The one date that a message is about, as `Interval[date]`; None if there is none, or more than one.

    `as_of` is the day it is said on. `tense` places a date without a year: PAST reads the latest that is not after
    `as_of`, FUTURE the next, EITHER the nearer.
    """
    readings, unreadable = find(text, as_of, tense)
    if unreadable or not readings:
        return None
    narrowest = min(readings, key=lambda reading: reading.value.high - reading.value.low)
    # "Last month, around the 14th": a wider date that holds the narrower one says nothing else.
    if all(_holds(reading.value, narrowest.value) for reading in readings):
        return narrowest
    return _side_by_side(readings)


def _holds(wider: Days, narrower: Days) -> bool:
    return wider.low <= narrower.low and narrower.high <= wider.high


def _side_by_side(readings: list[Reading]) -> Reading | None:
    """As in "End of August, beginning of September": two stretches that touch are one, to be confirmed."""
    if len(readings) != 2 or any(reading.value.exact for reading in readings):
        return None
    first, second = (reading.value for reading in readings)
    if not first.low <= second.low <= first.high + timedelta(days=1) or second.high < first.high:
        return None
    return Reading(Interval(first.low, second.high), True, readings[0].start, readings[1].end)


def find_dates(text: str, as_of: date, tense: Tense = Tense.EITHER) -> list[Reading]:
    """All dates in a message, in order, each with its place in the text; see `read_date`."""
    return find(text, as_of, tense)[0]
