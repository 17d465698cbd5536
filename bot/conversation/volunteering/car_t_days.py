"""Days counted from the infusion: "day 85 post car-t", "I'm 85 days out"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.conversation.volunteering.car_t_names import ANOTHER_EVENT
from bot.conversation.volunteering.readings import Readings
from bot.conversation.volunteering.statements import Statement
from bot.language.dates import Tense, read_date
from bot.language.numbers import read_number
from bot.language.reading import Reading
from bot.values import Interval

_THE_CAR_T = r"(?:car t(?: cell)?s?|cart|abecma|ide cel|infusion|cell infusion|t cells)"
_COUNT = r"(?P<count>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?P<unit>day|week|month)s?"
_OUT = r"(?:out|post|past|since|after|from)(?: (?:from|of|since|after))?(?: (?:my|the|his|her))?"
_DAYS_SINCE = (
    re.compile(rf"(?<!\S){_COUNT} {_UNIT} {_OUT} (?P<named>{_THE_CAR_T})(?!\S)"),
    re.compile(rf"(?<!\S)(?P<unit>day) (?:\+ )?{_COUNT}(?: of)? {_OUT} (?P<named>{_THE_CAR_T})(?!\S)"),
    re.compile(
        rf"^(?:and |so |now )*(?:i am|im) (?:now |about )?{_COUNT} {_UNIT} (?:out|post)(?: now)?(?P<named>)$"
    ),
)


_OF_NOW = re.compile(
    r"(?:(?:and|so|now|today|currently|already|i am|im|i was|it is|its|it has been|been|about|around|roughly|almost"
    r"|nearly|just|over|only|well|at|on|say|maybe|like) ?)*"
)
"""What may stand before it where it tells of today; "the dex ended 10 days after the infusion" tells of another day."""
_SAYS_NOW = re.compile(r"\b(?:now|today|currently|already|i am|im|it is|its|been)\b")
_TELLS_OF_NOW_ALONE = ("out", "post", "past", "since")


def days_since(statement: Statement, as_of: date) -> Iterator[Readings]:
    """The infusion date of a statement that counts from it; of what it counts, is checked where it is not said.

    Days are exact; weeks and months are as wide as "three months ago".
    """
    if ANOTHER_EVENT.find(statement.said):
        return
    match = next(filter(None, (pattern.search(statement.line) for pattern in _DAYS_SINCE)), None)
    days = match and _ago(match["count"], match["unit"], as_of)
    before = statement.line[: match.start()] if match else ""
    if match and days and _OF_NOW.fullmatch(before):
        checked = days.confirm or not match["named"] or _may_be_another_day(before, match[0])
        yield {"car_t_infusion_date": Reading(days.value, checked, *statement.place(*match.span()))}


def _may_be_another_day(before: str, words: str) -> bool:
    """Whether it might answer "when did that end?" as well: "10 days after the infusion"."""
    tells = words.startswith("day ") or any(f" {out} " in f" {words} " for out in _TELLS_OF_NOW_ALONE)
    return not tells and not _SAYS_NOW.search(before)


def _ago(count: str, unit: str, as_of: date) -> Reading | None:
    if unit != "day":
        return read_date(" ".join((count, f"{unit}s", "ago")), as_of, Tense.PAST)
    number = read_number(count)
    return Reading(Interval.exactly(as_of - timedelta(days=int(number.value.low)))) if number else None
