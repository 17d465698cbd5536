"""JSON Lines: what a row is, which day it is for, and what is written in the place of a bad one."""

import json
from datetime import date
from typing import NamedTuple

from bot.screening.errors import ImpossibleAnswer, must_be, shown
from bot.screening.forms import Json, read_day

LAST_DAY = date(2999, 12, 31)
"""No row is for a later day: dates are counted forward from it, and the calendar ends."""

JsonObject = dict[str, Json]


class OutputLine(NamedTuple):
    """One line of output, without its line end, and whether it stands in the place of a bad line."""

    text: str
    failed: bool


class _Repeated(NamedTuple):
    """What stands for a JSON object that gives one name twice, of which neither can be trusted."""

    name: str


def object_of(line: bytes | str) -> JsonObject:
    """The JSON object that stands on a line. Raises ImpossibleAnswer, saying what stands there instead."""
    try:
        text = line if isinstance(line, str) else line.decode("utf-8-sig")
        row = _DECODER.decode(text)
    except UnicodeDecodeError:
        raise ImpossibleAnswer("the line is not text in UTF-8") from None
    except RecursionError:
        raise ImpossibleAnswer("the line is nested too deeply") from None
    except ValueError as error:
        raise ImpossibleAnswer(f"the line is not JSON: {error}") from None
    if not isinstance(row, dict):
        raise not_an_object("the line", row)
    return row


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json] | _Repeated:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    return _Repeated(next(name for name in names if names.count(name) > 1))


_DECODER = json.JSONDecoder(object_pairs_hook=_object)


def not_an_object(what: str, given: Json | _Repeated) -> ImpossibleAnswer:
    """The error that `what` is no JSON object, or one that gives a name twice."""
    if isinstance(given, _Repeated):
        return ImpossibleAnswer(f"{what} gives {shown(given.name)} more than once")
    return ImpossibleAnswer(f"{what} must be a JSON object, not {shown(given)}")


def day_of(row: JsonObject, as_of: date) -> date:
    """The day of the screen: the row's own, or `as_of`. Raises ImpossibleAnswer for a day that cannot be."""
    try:
        day = read_day(row["as_of"]) if "as_of" in row else as_of
        if day > LAST_DAY:
            raise must_be(f"{LAST_DAY} or before", str(day))
    except ImpossibleAnswer as error:
        raise ImpossibleAnswer(f"as_of {error}") from None
    return day
