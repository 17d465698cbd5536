"""How words are read, outside any dialogue: JSON Lines in and out, in the form of the understanding contract."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from bot.conversation.facts import ASKED
from bot.conversation.possible import impossible, within_bounds
from bot.conversation.questions import QUESTIONS
from bot.conversation.understanding import read_answer
from bot.jsonlines import JsonObject, OutputLine, day_of, object_of
from bot.language.dates import read_date
from bot.language.numbers import read_number
from bot.language.reading import Reading
from bot.language.uncertainty import read_uncertain
from bot.language.yes_no import read_yes_no
from bot.screening.errors import ImpossibleAnswer, must_be, shown
from bot.screening.forms import Json
from bot.screening.kinds import Date
from bot.trial.facts import BEFORE_ANY_IDE_CEL, FACTS
from bot.trial.medicines import Medicine, find_medicines
from bot.values import UNKNOWN, Number

_DATE = Date(BEFORE_ANY_IDE_CEL)


def understand_lines(lines: Iterable[bytes | str], as_of: date) -> Iterator[OutputLine]:
    """Read the words of each line, in order. A bad line gives the error in its place, and the rest go on."""
    for line in lines:
        if line.strip():
            yield _understand_line(line, as_of)


def _understand_line(line: bytes | str, as_of: date) -> OutputLine:
    try:
        row = object_of(line)
        return OutputLine(json.dumps(_understand(row, day_of(row, as_of)), ensure_ascii=False), failed=False)
    except ImpossibleAnswer as error:
        return OutputLine(json.dumps({"value": None, "error": str(error)}), failed=True)


def _understand(row: JsonObject, as_of: date) -> dict[str, Json]:
    text = row.get("text")
    if not isinstance(text, str):
        raise ImpossibleAnswer(f"text {must_be('given as a text', shown(text))}")
    if "fact" in row:
        return _as_fact(row["fact"], text, as_of)
    if row.get("kind") in KINDS:
        return KINDS[row["kind"]](text, as_of)
    expected = f"one of {', '.join(KINDS)}, or a fact given"
    raise ImpossibleAnswer(f"kind {must_be(expected, shown(row.get('kind')))}")


def _as_fact(fact: Json, text: str, as_of: date) -> dict[str, Json]:
    if not isinstance(fact, str) or fact not in FACTS:
        raise ImpossibleAnswer(f"fact {must_be('a fact of the trial', shown(fact))}")
    understood = read_answer(QUESTIONS[fact], text, {}, as_of)
    if not understood or fact not in understood.values:
        return _answer(None)
    value = within_bounds(fact, understood.values[fact], as_of)
    if impossible(fact, value, as_of):
        return _answer(None)
    return _answer(ASKED[fact].write(value), understood.doubtful)


def _answer(value: Json, doubtful: bool = False) -> dict[str, Json]:
    return {"value": value, "confirm": True} if doubtful else {"value": value}


def _kind(read: Callable[[str, date], Reading | None], write: Callable) -> Callable:
    def as_kind(text: str, as_of: date) -> dict[str, Json]:
        if read_uncertain(text):
            return _answer(UNKNOWN.value)
        reading = read(text, as_of)
        if reading is None:
            return _answer(None)
        value = UNKNOWN.value if reading.value is UNKNOWN else write(reading.value)
        return _answer(value, reading.confirm)

    return as_kind


def _number_as_json(number: Number) -> Json:
    """A number, or its two ends; an end that the words leave open is null."""
    low, high = _end_as_json(number.low), _end_as_json(number.high)
    return low if number.exact else {"min": low, "max": high}


def _end_as_json(end: float) -> Json:
    if math.isinf(end):
        return None
    return int(end) if float(end).is_integer() else end


def _medicines(text: str, as_of: date) -> dict[str, Json]:
    if read_uncertain(text):
        return _answer(UNKNOWN.value)
    return _answer([_medicine_as_json(each) for each in find_medicines(text)])


def _medicine_as_json(medicine: Medicine) -> dict[str, Json]:
    return {
        "text": medicine.text,
        "name": medicine.name,
        "generic": medicine.generic,
        "class": medicine.drug_class,
        "strong_cyp3a4": medicine.strong_cyp3a4,
    }


KINDS: Mapping[str, Callable[[str, date], dict[str, Json]]] = {
    "date": _kind(read_date, _DATE.write),
    "number": _kind(lambda text, as_of: read_number(text), _number_as_json),
    "yes_no": _kind(lambda text, as_of: read_yes_no(text), bool),
    "medicines": _medicines,
}
