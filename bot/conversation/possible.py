"""What an answer can possibly be, and what is said when it cannot."""

from datetime import date

from bot.conversation.facts import ASKED
from bot.conversation.interview import Note
from bot.language.wording import say_amount, say_day
from bot.screening.errors import ImpossibleAnswer
from bot.screening.kinds import LARGEST_AMOUNT, Amount, Date, last_day
from bot.values import Interval, Value

PAST_EVENTS = frozenset({"steroid_last_dose_date"})
"""Dates that cannot lie ahead. An infusion can: it may be planned."""


def _bounds(fact: str, as_of: date) -> tuple | None:
    match ASKED[fact].kind:
        case Date(first=first):
            return first, as_of if fact in PAST_EVENTS else last_day(as_of)
        case Amount(most=most):
            return 0, most
    return None


def within_bounds(fact: str, value: Value, as_of: date) -> Value:
    """The part of a vague answer that is possible: "at least 4" ends at the most that can be.

    An exact answer, and one that is impossible throughout, comes back unchanged.
    """
    bounds = _bounds(fact, as_of)
    if not bounds or not isinstance(value, Interval) or value.exact:
        return value
    least, most = bounds
    low = max(value.low, least)
    high = min(value.high, LARGEST_AMOUNT if most is None else most)
    return Interval(low, high) if low <= high else value


def impossible(fact: str, value: Value, as_of: date) -> Note | None:
    """What to say of an answer that cannot be; None for one that can."""
    try:
        ASKED[fact].read(ASKED[fact].write(value), as_of)
    except ImpossibleAnswer:
        return _expected(fact, as_of)
    if fact in PAST_EVENTS and isinstance(value, Interval) and value.low > as_of:
        return _expected(fact, as_of)
    return None


def _expected(fact: str, as_of: date) -> Note:
    bounds = _bounds(fact, as_of)
    if not bounds:
        return Note("utter_impossible_answer")
    least, most = bounds
    if isinstance(least, date):
        return Note("utter_impossible_date", {"first": say_day(least), "last": say_day(most)})
    if most is None:
        return Note("utter_impossible_amount", {"least": say_amount(least)})
    return Note("utter_impossible_number", {"least": say_amount(least), "most": say_amount(most)})
