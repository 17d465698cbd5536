"""The message that the readers of this package read from, and what each of them hands back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.language.dates.meaning import Grain, Meaning, Part, Tense
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import Names

_DEEPEST = 12
_LONGEST_NAME = 6
_MOST_SKIPPED = 8


@dataclass(frozen=True, slots=True)
class Match:
    """What a reader understood, up to the token `end` (excluded).

    `confirm`: the words do not say it plainly. `weak`: they are a date only where the words around them allow it,
    such as "may" or "2024". `margin` days are to be added on both sides where "about" stands before it, since the
    words already carry a margin of their own; None where the grain decides. `counted`: told by a distance, which may be
    miscounted by a day.
    """

    meaning: Meaning
    end: int
    confirm: bool = False
    weak: bool = False
    margin: int | None = None
    counted: bool = False

    def map(self, part: Part, grain: Grain, **changes: object) -> "Match":
        """The same words, standing for a part of these days."""
        return replace(self, meaning=self.meaning.map(part, grain), **changes)


@dataclass(slots=True)
class Phrase:
    """The tokens of a message, the day it is said on, and the tense it is read in."""

    tokens: list[Token]
    as_of: date
    tense: Tense
    _remembered: dict[tuple[str, int], Match | None] = field(default_factory=dict, init=False)
    _depth: int = field(default=0, init=False)

    def word(self, at: int) -> str:
        """The text of a token; empty before the first and after the last."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def token(self, at: int) -> Token | None:
        """A token; None before the first and after the last."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def number(self, at: int, digits: range | None = None) -> int | None:
        """The value of the digits that stand here, if their count is as asked."""
        token = self.token(at)
        if token is None or token.number is None or (digits and token.end - token.start not in digits):
            return None
        return token.number

    def skip(self, at: int, *words: str) -> int:
        """The place after any of these words, of which nobody says more than a few in a row."""
        last = min(at + _MOST_SKIPPED, len(self.tokens))
        while at < last and self.tokens[at].text in words:
            at += 1
        return at

    def longest(self, at: int, table: Names) -> tuple[Any, int] | None:
        """The value of the longest phrase of a table that stands here, and the place after it."""
        if self.word(at) not in table.first_words:
            return None
        words = tuple(token.text for token in self.tokens[at : at + _LONGEST_NAME])
        for length in range(len(words), 0, -1):
            if words[:length] in table:
                return table[words[:length]], at + length
        return None

    def remember(self, name: str, at: int, read: Callable[["Phrase", int], Match | None]) -> Match | None:
        """A reader's answer at this place, worked out once, so that a long message takes no longer than its length.

        None where dates are told within dates more deeply than anybody speaks.
        """
        key = (name, at)
        if key not in self._remembered:
            if self._depth >= _DEEPEST:
                return None
            self._depth += 1
            self._remembered[key] = read(self, at)
            self._depth -= 1
        return self._remembered[key]


def furthest(*matches: Match | None) -> Match | None:
    """The match that reaches furthest; the first of them where several do."""
    return max((match for match in matches if match), key=lambda match: match.end, default=None)
