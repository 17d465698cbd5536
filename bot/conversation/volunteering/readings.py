"""What the readers of volunteered facts share."""

from collections.abc import Callable
from datetime import date

from bot.conversation.volunteering.statements import Statement
from bot.language.reading import Reading
from bot.values import Value

Readings = dict[str, Reading]
"""What is stated, fact by fact."""

Reader = Callable[[list[Statement], date], list[Readings]]
"""Reads the statements of a message; each element of the list is what one of them says."""


def stated(fact: str, value: Value, statement: Statement, confirm: bool = False) -> Readings:
    """A fact that a whole statement carries."""
    return {fact: Reading(value, confirm, statement.start, statement.end)}


def moved(reading: Reading, by: int, confirm: bool = False) -> Reading:
    """A reading of a part of a message, with its places in the whole; checked if either says so."""
    return Reading(reading.value, reading.confirm or confirm, reading.start + by, reading.end + by)


def with_items(
    statements: list[Statement], first: int, is_item: Callable[[Statement], bool]
) -> tuple[str, int]:
    """A statement with the clauses that only go on with its list, as it is written, and its last place.

    "Had velcade, revlimid and dara" is one statement.
    """
    last = first
    while last + 1 < len(statements) and statements[last + 1].follows and is_item(statements[last + 1]):
        last += 1
    return statements[first].text[statements[first].start : statements[last].end], last
