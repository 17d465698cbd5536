"""The words of danger: brought to one form, spelt right, and found.

Only what Python 3.10 and PyYAML offer is used here, since the understanding of messages runs on them.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from bot.language.tokens import tokens
from bot.language.word_lists import word_list

_GAP = r"(?: (?!(?:[.,]|and|but|or)(?!\S))\S+){0,3}"
_LONG_WORD = 9
_SHORTEST_MISSPELT = 4


class Span(NamedTuple):
    """Where in a line a phrase stands (end excluded), and the group of phrases that it belongs to."""

    start: int
    end: int
    group: str


@cache
def danger_list(*path: str) -> Any:
    """A part of the word list."""
    found: Any = word_list("safety")
    for name in path:
        found = found[name]
    return found


class Phrases:
    """Finds phrases in a line of words: "a|b" is one word or the other, "..." up to three words."""

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self._starting_with: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for group, phrases in groups.items():
            for phrase in phrases:
                found = (re.compile(_pattern(phrase)), group)
                for first_word in phrase.split()[0].split("|"):
                    self._starting_with.setdefault(first_word, []).append(found)

    def find(self, line: str) -> Iterator[Span]:
        """All places where a phrase stands, in the order of their beginnings."""
        for word in re.finditer(r"\S+", line):
            for pattern, group in self._starting_with.get(word.group(), ()):
                match = pattern.match(line, word.start())
                if match:
                    yield Span(match.start(), match.end(), group)


def _pattern(phrase: str) -> str:
    parts = [_words_pattern(part) for part in phrase.split(" ... ")]
    return rf"(?:{f'{_GAP} '.join(parts)})(?!\S)"


def _words_pattern(words: str) -> str:
    return " ".join(f"(?:{word})" for word in words.split())


@cache
def one_of(*path: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of a list as whole words."""
    longest_first = sorted(danger_list(*path), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")


def in_one_form(text: str) -> str:
    """The words of a text with a blank between them, as the word list writes them; "." and "," are words too."""
    words = [token.word for token in tokens(". " + " . ".join(text.splitlines()))]
    line = " ".join(_spelt_right(word) if word.isalpha() else word for word in words)
    for said, form in _same():
        line = said.sub(form, line)
    return line


@cache
def _same() -> list[tuple[re.Pattern[str], str]]:
    return [(one_of("same", form), form) for form in danger_list("same")]


@cache
def _right_words() -> frozenset[str]:
    return frozenset(danger_list("right_as_they_are")) | frozenset(danger_list("often_misspelt"))


@cache
def _slips() -> dict[str, str]:
    """Each word that is often misspelt, under itself with letters left out: two if it is long, else one."""
    return {
        slip: word
        for word in reversed(danger_list("often_misspelt"))
        for slip in _shortened(word, 2 if len(word) >= _LONG_WORD else 1)
    }


def _shortened(word: str, letters: int) -> set[str]:
    """The word, and the word with up to so many letters left out, never the first."""
    shortened = {word}
    for _ in range(letters):
        shortened |= {form[:place] + form[place + 1 :] for form in shortened for place in range(1, len(form))}
    return shortened


def _spelt_right(word: str) -> str:
    """The word that was meant, if it is one of those that are often misspelt.

    Two words that become the same when letters are left out differ by letters missing, added, wrong or moved.
    """
    if len(word) < _SHORTEST_MISSPELT or word in _right_words() or word[0] not in _first_letters():
        return word
    forms = sorted(_shortened(word, 1), key=lambda form: (-len(form), form))
    return next((_slips()[form] for form in forms if form in _slips()), word)


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(word[0] for word in danger_list("often_misspelt"))
