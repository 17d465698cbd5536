"""Laboratory values with their names, as they are copied from a paper: "ANC 2.1, platelets 120k"."""

import re
from datetime import date

from bot.conversation.laboratory import LABORATORY_READERS
from bot.conversation.volunteering.readings import Readings, stated
from bot.conversation.volunteering.statements import Statement
from bot.language.word_lists import word_list

_WORDS = word_list("laboratory", "bot.conversation.volunteering")
_NAMES = {fact: re.compile(rf"(?<!\S)(?:{'|'.join(names)})(?!\S)") for fact, names in _WORDS["names"].items()}
_AROUND = frozenset(_WORDS["around"])
_PAST = frozenset(_WORDS["past"])
_LATEST = frozenset(_WORDS["latest"])
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MULTIPLES = ("bilirubin_x_uln", "ast_alt_x_uln")
_OF_THE_LIMIT = re.compile(r"(?<!\S)(?:normal|wnl|in range|limits?|times|x|uln)(?!\S)")
_VALUE = re.compile(r"(?<!\S)(?:\d+(?:[.,]\d+)*|normal|wnl|in range|within(?: normal)? limits)(?!\S)")


def read_laboratory_told(statements: list[Statement], as_of: date) -> list[Readings]:
    """The laboratory values that the statements give; a clause must say nothing else."""
    return [readings for statement in statements for readings in _value(statement, as_of)]


def _value(statement: Statement, as_of: date) -> list[Readings]:
    named = [(fact, match) for fact, name in _NAMES.items() if (match := name.search(statement.line))]
    if len(named) != 1 or not _VALUE.search(statement.line):
        return []
    fact, match = named[0]
    rest = (statement.line[: match.start()] + statement.line[match.end() :]).split()
    earlier = _PAST.intersection(rest) and not _LATEST.intersection(rest)
    if earlier or not all(word in _AROUND or _NUMBER.fullmatch(word) for word in rest):
        return []
    # "Bilirubin 0.8" is in mg/dL, as papers have it.
    if fact in _MULTIPLES and not _OF_THE_LIMIT.search(statement.line):
        return []
    read = LABORATORY_READERS[fact](statement.words, as_of)
    return [stated(name, reading.value, statement, reading.confirm) for name, reading in read.items()]
