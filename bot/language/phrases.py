"""Finds known phrases in a text.

A phrase is written as people say it, without regard to case, apostrophes or hyphens. `...` stands for up to
three words of the same clause, `<n>` for a number.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.language.tokens import Token, words_of
from bot.language.word_lists import word_list

# What is denied inside a gap turns the phrase around: "hep b ... controlled" is not "hep b not controlled".
_DENYING = "|".join(word_list("negation")["negators"])
_GAP = rf"(?: (?!(?:[.,]|{_DENYING})(?!\S))\S+){{0,3}}"
_RIGHT_AS_THEY_ARE = frozenset(word_list("right_as_they_are")["words"])
_ABOUT = "(?:(?:about|around|roughly|maybe|like|some) )?"
_NUMBER = rf"{_ABOUT}(?:\d[\d.,]*|{'|'.join(word_list('phrase_numbers')['words'])})"
_SHORTEST_MISSPELT = 6
_SHORTEST_TWO_SLIPS = 9


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: what it means, and its first and last token (excluded)."""

    meaning: str
    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first


def _always(match: Match) -> bool:
    return True


class PhraseTable:
    """Phrases with what each means: `{meaning: phrases}`.

    Raises ValueError when a phrase stands under two meanings.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self.meaning_of: dict[str, str] = {}
        for meaning, said in phrases.items():
            for phrase in said:
                self._add(normal_phrase(phrase), meaning)

    def _add(self, phrase: str, meaning: str) -> None:
        if self.meaning_of.setdefault(phrase, meaning) != meaning:
            raise ValueError(f"{phrase!r} stands under {self.meaning_of[phrase]!r} and {meaning!r}")

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(word for phrase in self.meaning_of for word in phrase.split())

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str], str]]:
        return [(_anchor(phrase), _pattern(phrase), meaning) for phrase, meaning in self.meaning_of.items()]

    def find(self, said: tuple[Token, ...], counts: Callable[[Match], bool] = _always) -> list[Match]:
        """The phrases in the tokens that count and do not overlap a longer one, in the order of the text."""
        words = spelt_right([token.word for token in said], self.vocabulary)
        kept: list[Match] = []
        for match in sorted(filter(counts, self._all(words)), key=lambda match: -match.length):
            if all(match.last <= other.first or other.last <= match.first for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda match: match.first)

    def _all(self, words: list[str]) -> Iterator[Match]:
        line = " ".join(words)
        present = set(words)
        for anchor, pattern, meaning in self._patterns:
            if anchor and anchor not in present:
                continue
            for match in pattern.finditer(line):
                first = line.count(" ", 0, match.start())
                yield Match(meaning, first, first + match.group().count(" ") + 1)


def normal_phrase(phrase: str) -> str:
    """A phrase as it is compared: words with one blank between, with `...` and `#` for its gaps and numbers."""
    parts = [words_of(part) for part in phrase.replace("<n>", "#").split("...")]
    return " ... ".join(part for part in parts if part) if len(parts) > 1 else parts[0]


def _anchor(phrase: str) -> str:
    """A word that must be present; an empty string for a phrase without one."""
    return max((word for word in phrase.split() if word not in ("...", "#")), key=len, default="")


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = []
    for part in phrase.split(" ... "):
        parts.append(" ".join(_NUMBER if word == "#" else re.escape(word) for word in part.split()))
    return re.compile(r"(?<!\S)" + (_GAP + " ").join(parts) + r"(?!\S)")


def spelt_right(words: list[str], vocabulary: frozenset[str]) -> list[str]:
    """The words, each close misspelling of a long word of the vocabulary put right."""
    return [_nearest(word, vocabulary) for word in words]


def _nearest(word: str, vocabulary: frozenset[str]) -> str:
    if word in vocabulary or len(word) < _SHORTEST_MISSPELT or word in _RIGHT_AS_THEY_ARE:
        return word
    slips = 2 if len(word) >= _SHORTEST_TWO_SLIPS else 1
    # The first letter must be right: "unstable", "inactive" and "undetectable" are no misspellings.
    near = {known for known in vocabulary if known[0] == word[0] and len(known) >= _SHORTEST_MISSPELT}
    distance = {known: OSA.distance(word, known, score_cutoff=slips) for known in near}
    within = sorted((count, known) for known, count in distance.items() if count <= slips)
    return within[0][1] if within else word
