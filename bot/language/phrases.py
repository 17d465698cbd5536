"""Finds known phrases in a text.

A phrase is written as people say it, without regard to case, apostrophes or hyphens. `...` stands for up to
three words of the same clause, `<n>` for a number.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from bot.language.spelling import Vocabulary
from bot.language.tokens import Token, words_of
from bot.language.word_lists import word_list

# What is denied inside a gap turns the phrase around: "hep b ... controlled" is not "hep b not controlled".
_DENYING = "|".join(word_list("negation")["negators"])
_GAP = rf"(?: (?!(?:[.,]|{_DENYING})(?!\S))\S+){{0,3}}"
_ABOUT = "(?:(?:about|around|roughly|maybe|like|some) )?"
_NUMBER = rf"{_ABOUT}(?:\d[\d.,]*|{'|'.join(word_list('phrase_numbers')['words'])})"


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
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(word for phrase in self.meaning_of for word in phrase.split())

    @cached_property
    def _by_anchor(self) -> dict[str, list[tuple[int, str, str]]]:
        """The phrases, each with its place in the table, under the word that must be there for it to be found."""
        by_anchor: dict[str, list[tuple[int, str, str]]] = {}
        for place, (phrase, meaning) in enumerate(self.meaning_of.items()):
            by_anchor.setdefault(_anchor(phrase), []).append((place, phrase, meaning))
        return by_anchor

    def find(self, said: tuple[Token, ...], counts: Callable[[Match], bool] = _always) -> list[Match]:
        """The phrases in the tokens that count and do not overlap a longer one, in the order of the text."""
        words = self.vocabulary.spelt_right([token.word for token in said])
        possible = self._possible(words)
        if not possible:
            return []
        kept: list[Match] = []
        matches = filter(counts, _all(possible, " ".join(words)))
        for match in sorted(matches, key=lambda match: -match.length):
            if all(match.last <= other.first or other.last <= match.first for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda match: match.first)

    def _possible(self, words: list[str]) -> list[tuple[int, str, str]]:
        """The phrases whose anchor is among the words, in the order of the table."""
        by_anchor = self._by_anchor
        return sorted(
            phrase for anchor in {*words, ""} if anchor in by_anchor for phrase in by_anchor[anchor]
        )


def _all(possible: list[tuple[int, str, str]], line: str) -> Iterator[Match]:
    # Of two phrases of one length that overlap, the first of the table counts.
    for _, phrase, meaning in possible:
        for match in _pattern(phrase).finditer(line):
            first = line.count(" ", 0, match.start())
            yield Match(meaning, first, first + match.group().count(" ") + 1)


def normal_phrase(phrase: str) -> str:
    """A phrase as it is compared: words with one blank between, with `...` and `#` for its gaps and numbers."""
    parts = [words_of(part) for part in phrase.replace("<n>", "#").split("...")]
    return " ... ".join(part for part in parts if part) if len(parts) > 1 else parts[0]


def _anchor(phrase: str) -> str:
    """A word that must be present; an empty string for a phrase without one."""
    return max((word for word in phrase.split() if word not in ("...", "#")), key=len, default="")


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    # Made when its anchor is first heard: most of the thousands of phrases never are.
    parts = []
    for part in phrase.split(" ... "):
        parts.append(" ".join(_NUMBER if word == "#" else re.escape(word) for word in part.split()))
    return re.compile(r"(?<!\S)" + (_GAP + " ").join(parts) + r"(?!\S)")
