"""Reads a choice from a table of the phrases that people use for each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.language.negation import asserted, clauses
from bot.language.people import About, about
from bot.language.phrases import Match, PhraseTable
from bot.language.questions import is_question
from bot.language.reading import Reading
from bot.language.tokens import Token, tokens

Table = Mapping[str, Iterable[str]]
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Found:
    """A choice found in a text, and whether it should be checked; `start` to `end` in the text."""

    choice: str
    confirm: bool
    start: int
    end: int


def read_choice(text: str, table: Table | PhraseTable) -> Reading | None:
    """The one choice that the text means, by a table `{choice: phrases}`.

    The longest phrases count. What is denied ("not in remission"), wished, supposed, asked, or said of
    somebody else does not. Returns None where nothing or more than one choice is found.
    """
    found = found_choices(text, table)
    if len({choice.choice for choice in found}) != 1:
        return None
    confirm = any(choice.confirm for choice in found)
    return Reading(found[0].choice, confirm, found[0].start, found[-1].end)


def read_choices(text: str, table: Table | PhraseTable) -> Reading | None:
    """All choices that the text means, as a frozenset.

    `none` counts only alone: with another choice beside it the text contradicts itself, and nothing is read.
    """
    found = found_choices(text, table)
    chosen = frozenset(choice.choice for choice in found)
    if not chosen or (_NONE in chosen and len(chosen) > 1):
        return None
    return Reading(chosen, any(choice.confirm for choice in found), found[0].start, found[-1].end)


def found_choices(text: str, table: Table | PhraseTable, *, of_anybody: Collection[str] = ()) -> list[Found]:
    """Every choice that the text states, in the order of the text.

    What it states of somebody else is left out; choices `of_anybody` are found then too, and to be checked.
    """
    known = table if isinstance(table, PhraseTable) else PhraseTable(table)
    said = tokens(text)
    if is_question(said, text):
        return []
    matches = known.find(said)
    found = []
    for match in matches:
        whom = about(_clause_of(match, said))
        counts = whom is not About.SOMEBODY_ELSE or match.meaning in of_anybody
        if counts and asserted(match, said, matches):
            start, end = said[match.first].start, said[match.last - 1].end
            found.append(Found(match.meaning, whom is not About.THE_PERSON, start, end))
    return found


def _clause_of(match: Match, said: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words around a phrase that share its clause, without the phrase: it may name people itself."""
    inside = set(said[match.first : match.last])
    first = said[match.first]
    around = next((clause for clause in clauses(said) if first in clause), ())
    return tuple(token for token in around if token not in inside)
