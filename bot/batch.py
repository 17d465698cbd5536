"""Screening of many people: JSON Lines in, JSON Lines out, in the form of the batch contract."""

import json
import math
from collections.abc import Iterable, Iterator
from datetime import date

from bot.jsonlines import JsonObject, OutputLine, day_of, not_an_object, object_of
from bot.screening.errors import ImpossibleAnswer, must_be, shown
from bot.trial.repeated import read_answers_again, screening_as_text
from bot.values import Answers


def screen_lines(lines: Iterable[bytes | str], as_of: date) -> Iterator[OutputLine]:
    """Screen each line of JSON Lines, in order; blank lines are passed over.

    `as_of` is the day of the screen for every row that does not give its own. No line raises: a bad one
    gives an object with its id (null if it cannot be told) and the error in its place. Memory does not grow
    with the input.
    """
    for line in lines:
        if line.strip():
            yield _screen_line(line, as_of)


def _screen_line(line: bytes | str, as_of: date) -> OutputLine:
    row_id = None
    try:
        row = object_of(line)
        row_id = _id_of(row)
        day = day_of(row, as_of)
        screened = screening_as_text(_answers_of(row, day), day)
        return OutputLine(f'{{"id": {json.dumps(row_id)}, {screened}}}', failed=False)
    except ImpossibleAnswer as error:
        return OutputLine(json.dumps({"id": row_id, "error": str(error)}), failed=True)


def _id_of(row: JsonObject) -> str | int | float | None:
    row_id = row.get("id")
    if row_id is None or isinstance(row_id, str):
        return row_id
    if isinstance(row_id, bool) or not isinstance(row_id, int | float) or not _finite(row_id):
        raise ImpossibleAnswer(f"id {must_be('a text or a number', shown(row_id))}")
    return row_id


def _finite(number: int | float) -> bool:
    return isinstance(number, int) or math.isfinite(number)


def _answers_of(row: JsonObject, as_of: date) -> Answers:
    if "answers" not in row:
        raise ImpossibleAnswer("answers are missing")
    if not isinstance(row["answers"], dict):
        raise not_an_object("answers", row["answers"])
    return read_answers_again(row["answers"], as_of)
