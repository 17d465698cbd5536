"""Screening of many people: JSON Lines in, JSON Lines out, in the form of the batch contract."""

import json
import math
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from bot.screening.errors import ImpossibleAnswer, must_be, shown
from bot.screening.forms import Json, read_day
from bot.trial.repeated import read_answers_again, screening_as_text
from bot.values import Answers

FIRST_DAY_OF_A_SCREEN = date(2016, 1, 1)
LAST_DAY_OF_A_SCREEN = date(2999, 12, 31)


class ScreenedLine(NamedTuple):
    """One line of output, without its line end, and whether it stands in the place of a bad line."""

    text: str
    failed: bool


class _Repeated(NamedTuple):
    """What stands for a JSON object that gives one name twice, of which neither can be trusted."""

    name: str


def screen_lines(lines: Iterable[bytes | str], as_of: date) -> Iterator[ScreenedLine]:
    """Screen each line of JSON Lines, in order; blank lines are passed over.

    `as_of` is the day of the screen for every row that does not give its own. No line raises: a bad one
    gives an object with its id (null if it cannot be told) and the error in its place. Memory does not grow
    with the input.
    """
    for line in lines:
        if line.strip():
            yield _screen_line(line, as_of)


def _screen_line(line: bytes | str, as_of: date) -> ScreenedLine:
    row_id = None
    try:
        row = _parsed(line)
        row_id = _id_of(row)
        day = _day_of(row, as_of)
        screened = screening_as_text(_answers_of(row, day), day)
        return ScreenedLine(f'{{"id": {json.dumps(row_id)}, {screened}}}', failed=False)
    except ImpossibleAnswer as error:
        return ScreenedLine(json.dumps({"id": row_id, "error": str(error)}), failed=True)


def _parsed(line: bytes | str) -> dict[str, Json]:
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
        raise _not_an_object("the line", row)
    return row


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json] | _Repeated:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    return _Repeated(next(name for name in names if names.count(name) > 1))


_DECODER = json.JSONDecoder(object_pairs_hook=_object)


def _not_an_object(what: str, given: Json | _Repeated) -> ImpossibleAnswer:
    if isinstance(given, _Repeated):
        return ImpossibleAnswer(f"{what} gives {shown(given.name)} more than once")
    return ImpossibleAnswer(f"{what} must be a JSON object, not {shown(given)}")


def _id_of(row: dict[str, Json]) -> str | int | float | None:
    row_id = row.get("id")
    if row_id is None or isinstance(row_id, str):
        return row_id
    if isinstance(row_id, bool) or not isinstance(row_id, int | float) or not _finite(row_id):
        raise ImpossibleAnswer(f"id {must_be('a text or a number', shown(row_id))}")
    return row_id


def _finite(number: int | float) -> bool:
    return isinstance(number, int) or math.isfinite(number)


def _day_of(row: dict[str, Json], as_of: date) -> date:
    try:
        day = read_day(row["as_of"]) if "as_of" in row else as_of
        if not FIRST_DAY_OF_A_SCREEN <= day <= LAST_DAY_OF_A_SCREEN:
            raise must_be(f"between {FIRST_DAY_OF_A_SCREEN} and {LAST_DAY_OF_A_SCREEN}", str(day))
    except ImpossibleAnswer as error:
        raise ImpossibleAnswer(f"as_of {error}") from None
    return day


def _answers_of(row: dict[str, Json], as_of: date) -> Answers:
    if "answers" not in row:
        raise ImpossibleAnswer("answers are missing")
    if not isinstance(row["answers"], dict):
        raise _not_an_object("answers", row["answers"])
    return read_answers_again(row["answers"], as_of)
