"""Cuts a text into words and clause marks, each with its place in the text."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.language.plain import REMEMBERED, plain_text

STOP = "."
COMMA = ","

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*'?|[.!?;]+|[,()]|[+%&@#=<>]|[^\w\s'\"/:*~^_-]")
_LONG_REPEAT = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word without apostrophes ("dont"), or the mark of a clause's end; `start` to `end` in the text."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and clause marks of a text.

    Apostrophes are left out, since half of the people who write "don't" write "dont"; hyphens and slashes
    part words; marks that end a sentence become STOP, brackets and commas COMMA.
    """
    straight = plain_text(text)
    found = []
    for match in _TOKEN.finditer(straight.text):
        found.append(Token(_word(match.group()), *straight.span(match.start(), match.end())))
    return tuple(found)


def words_of(text: str) -> str:
    """The tokens of a text with one blank between them: the form in which phrases are compared."""
    return " ".join(token.word for token in tokens(text))


def words_alone(text: str) -> str:
    """The words of a text without its punctuation, as whole sentences are compared."""
    return " ".join(token.word for token in tokens(text) if token.word not in (STOP, COMMA))


def _word(raw: str) -> str:
    if raw[0] in ".!?;":
        return STOP
    if raw in "(),":
        return COMMA
    if raw == "&":
        return "and"
    # "yesss" and "noooo" are yes and no.
    return _LONG_REPEAT.sub(r"\1", raw.replace("'", ""))
