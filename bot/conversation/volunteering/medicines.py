"""Medicines told without being asked: those had against the myeloma, those taken now, and the last steroid."""

import re
from collections.abc import Iterator
from datetime import date

from bot.conversation.volunteering.readings import Readings, moved, with_items
from bot.conversation.volunteering.statements import Statement
from bot.language.dates import Tense, find_dates
from bot.language.reading import Reading
from bot.language.tokens import tokens
from bot.language.word_lists import word_list
from bot.trial.medicines import drug_classes_had, find_medicines, read_medications

_WORDS = word_list("medicines", "bot.conversation.volunteering")
_LIST_WORDS = frozenset(_WORDS["list_words"])
_CLASSES = {
    "proteasome_inhibitor": "had_proteasome_inhibitor",
    "immunomodulatory_agent": "had_immunomodulatory_agent",
    "anti_cd38": "had_anti_cd38",
}
_ASKED_FOR_ITSELF = "iberdomide"


def _any_of(*names: str) -> re.Pattern[str]:
    phrases = [re.escape(phrase) for name in names for phrase in _WORDS[name]]
    return re.compile(rf"(?<!\S)(?:{'|'.join(sorted(phrases, key=len, reverse=True))})(?!\S)")


_HAD, _NOT_HAD_BEFORE, _TAKES, _WHOLE_LIST, _NOT_TAKEN_NOW = (
    _any_of(name) for name in ("had", "not_had_before", "takes", "whole_list", "not_taken_now")
)
_NO_MEDICINES = re.compile(rf"^(?:{'|'.join(_WORDS['takes_nothing'])})$")
_STEROID = f"(?:{'|'.join(_WORDS['steroids'])})"
_LAST_STEROID = re.compile(
    rf"(?<!\S)(?:last (?:dose|day|pill|course) of {_STEROID}|last {_STEROID}(?: dose| pill)?"
    rf"|(?:stopped|finished|came off|quit)(?: taking)?(?: the| my| all)? {_STEROID})(?!\S)"
)
_BEFORE_ITS_DAY = frozenset(_WORDS["before_its_day"])


def read_medicines_told(statements: list[Statement], as_of: date) -> list[Readings]:
    """What the statements say of medicines."""
    found: list[Readings] = []
    place = 0
    while place < len(statements):
        words, last = with_items(statements, place, _names_medicines_only)
        found += _classes(words, statements[place].start)
        found += _taken(words, statements[place].start)
        found += _last_steroid(statements[place], as_of)
        place = last + 1
    return found


def _names_medicines_only(statement: Statement) -> bool:
    found = find_medicines(statement.words)
    inside = [(medicine.start, medicine.end) for medicine in found]
    rest = [
        token.word
        for token in tokens(statement.words)
        if not any(start <= token.start < end for start, end in inside)
    ]
    return bool(found) and all(word in _LIST_WORDS or word.isdigit() for word in rest)


def _line(words: str) -> str:
    return " ".join(token.word for token in tokens(words))


def _classes(words: str, at: int) -> Iterator[Readings]:
    line = _line(words)
    if not _HAD.search(line) or _NOT_HAD_BEFORE.search(line):
        return
    had = drug_classes_had(words)
    for medicine in find_medicines(words):
        fact = _CLASSES.get(medicine.drug_class or "")
        if fact in had and medicine.generic != _ASKED_FOR_ITSELF:
            yield {fact: Reading(had[fact], not had[fact], at + medicine.start, at + medicine.end)}


def _taken(words: str, at: int) -> Iterator[Readings]:
    """A list is whole where the person says that it is; "I take Eliquis" may leave out the others."""
    line = _line(words)
    if _NO_MEDICINES.search(line):
        yield {"medications": Reading((), False, at, at + len(words))}
    takes = _TAKES.search(line)
    if not takes or _NOT_TAKEN_NOW.search(line) or not all(_is_known(words)):
        return
    reading = read_medications(words)
    if reading and isinstance(reading.value, tuple) and reading.value:
        yield {"medications": moved(reading, at, confirm=not _WHOLE_LIST.search(line))}


def _is_known(words: str) -> Iterator[bool]:
    """For each medicine, whether its name is known and is no treatment of the myeloma itself."""
    for medicine in find_medicines(words):
        yield medicine.drug_class in ("other", "steroid")


def _last_steroid(statement: Statement, as_of: date) -> Iterator[Readings]:
    match = _LAST_STEROID.search(statement.line)
    if not match or _NOT_HAD_BEFORE.search(statement.line):
        return
    days = find_dates(statement.words, as_of, Tense.PAST)
    if len(days) != 1 or days[0].value.low > as_of:
        return
    _, end = statement.place(*match.span())
    between = [token.word for token in statement.said if end <= token.start < statement.start + days[0].start]
    if statement.start + days[0].start >= end and all(word in _BEFORE_ITS_DAY for word in between):
        yield {"steroid_last_dose_date": moved(days[0], statement.start)}
