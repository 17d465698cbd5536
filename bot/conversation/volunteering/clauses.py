"""Cuts a message into clauses, and tells those that state something from those that ask or suppose."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.language.tokens import COMMA, STOP, Token, tokens
from bot.language.word_lists import word_list

_WORDS = word_list("stating", "bot.conversation.volunteering")
_CUTS, _GOES_ON_WITH, _ASKS, _ASKS_BEFORE, _ASKS_PRONOUN, _PRONOUNS, _FILLERS, _SUPPOSES, _SUPPOSES_WITH = (
    frozenset(_WORDS[name])
    for name in (
        "cuts",
        "goes_on_with",
        "asks",
        "asks_before_a_subject",
        "asks_before_a_pronoun",
        "pronouns",
        "fillers",
        "supposes",
        "supposes_with_a_subject",
    )
)
_SUBJECTS = _PRONOUNS | frozenset(_WORDS["subjects"])
_NEW_LINE = re.compile(r"[\r\n]")
_LONG_DASH = re.compile(
    r"(?<=[^\d\s] )[-\u2013\u2014]+(?=\s)|(?<=\s)[-\u2013\u2014]+(?= [^\d\s])|(?<=[^\W\d])\u2014|\u2014(?=[^\W\d])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


class Clause(NamedTuple):
    """Where its sentence begins, its words, and whether it states something, be it settled or not."""

    sentence: int
    said: tuple[Token, ...]
    stated: bool


def clauses_of(text: str) -> list[Clause]:
    """The clauses of a text with plain marks, in order."""
    return [clause for sentence in _sentences(tokens(text)) for clause in _clauses(sentence, text)]


def with_plain_marks(text: str) -> str:
    """The text with a full stop for a new line and a comma for a long dash, each letter at its old place."""
    return _LONG_DASH.sub(lambda dash: "," * len(dash[0]), _NEW_LINE.sub(".", text))


def _sentences(said: tuple[Token, ...]) -> Iterator[list[Token]]:
    """The words of each sentence, with the mark that ends it."""
    sentence: list[Token] = []
    for token in said:
        sentence.append(token)
        if token.word == STOP:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _clauses(sentence: list[Token], text: str) -> Iterator[Clause]:
    ends = sentence[-1]
    asked = ends.word == STOP and "?" in text[ends.start : ends.end]
    parts = list(_parts([token for token in sentence if token.word != STOP]))
    first_open = next((i for i, part in enumerate(parts) if _opens_no_statement(part)), len(parts))
    # A sentence with a question mark, and no word that begins the question, is a question throughout.
    if asked and first_open == len(parts):
        first_open = 0
    for i, part in enumerate(parts):
        yield Clause(sentence[0].start, tuple(part), i < first_open)


def _parts(said: list[Token]) -> Iterator[list[Token]]:
    """The clauses of a sentence."""
    part: list[Token] = []
    for i, token in enumerate(said):
        if part and _cuts(said, i):
            yield part
            part = []
        if token.word != COMMA:
            part.append(token)
    if part:
        yield part


def _cuts(said: list[Token], i: int) -> bool:
    following = said[i + 1].word if i + 1 < len(said) else ""
    before = said[i - 1].word if i else ""
    if said[i].word == COMMA:
        return not (before.isdigit() and _YEAR.fullmatch(following))
    numbers = before.isdigit() and following.isdigit()
    return said[i].word in _CUTS and following not in _GOES_ON_WITH and not numbers


def _opens_no_statement(part: list[Token]) -> bool:
    """Whether a clause, and what follows it in its sentence, is asked or supposed."""
    words = [token.word for token in part]
    if any(word in _SUPPOSES for word in words):
        return True
    if any(one in _SUPPOSES_WITH and other in _SUBJECTS for one, other in pairwise(words)):
        return True
    first, second = [*(word for word in words if word not in _FILLERS), "", ""][:2]
    return (
        first in _ASKS
        or (first in _ASKS_BEFORE and second in _SUBJECTS)
        or (first in _ASKS_PRONOUN and second in _PRONOUNS)
    )
