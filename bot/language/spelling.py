"""Puts close misspellings of known words right."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.language.word_lists import word_list

_RIGHT_AS_THEY_ARE = frozenset(word_list("right_as_they_are")["words"])
_SHORTEST_MISSPELT = 6
_SHORTEST_TWO_SLIPS = 9


class Vocabulary:
    """Known words, by which close misspellings of the long ones are put right."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._long: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._words):
            if len(word) >= _SHORTEST_MISSPELT:
                self._long.setdefault((word[0], len(word)), []).append(word)

    def spelt_right(self, words: list[str]) -> list[str]:
        """The words, each close misspelling of a long known word put right."""
        return [
            word if len(word) < _SHORTEST_MISSPELT or word in self._words else self._nearest(word)
            for word in words
        ]

    def _nearest(self, word: str) -> str:
        if word in _RIGHT_AS_THEY_ARE:
            return word
        slips = 2 if len(word) >= _SHORTEST_TWO_SLIPS else 1
        # The first letter must be right: "unstable", "inactive" and "undetectable" are no misspellings.
        near = (
            known
            for length in range(len(word) - slips, len(word) + slips + 1)
            for known in self._long.get((word[0], length), ())
        )
        distance = ((OSA.distance(word, known, score_cutoff=slips), known) for known in near)
        return min((found for found in distance if found[0] <= slips), default=(0, word))[1]
