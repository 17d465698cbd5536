"""The pieces of a message that tell what it wants: its words, pairs of words, and runs of letters within words.

They are those of scikit-learn's CountVectorizer (`word` with one and two words, `char_wb` with two to six letters) on
the words as Rasa's CountVectorsFeaturizer hands them over, so a test compares both.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

_NUMBER = re.compile(r"\b[0-9]+\b")
_ANY_NUMBER = "__NUMBER__"
_WORD = re.compile(r"\b\w+\b")
_LENGTHS = range(2, 7)


def plain_line(words: Iterable[str]) -> str:
    """One line of the words of a message: numbers are all alike, and so are large and small letters."""
    return " ".join(_NUMBER.sub(_ANY_NUMBER, word).lower() for word in words)


def words_and_pairs(line: str) -> list[str]:
    """Each word, then each two words that follow each other."""
    words = _WORD.findall(line)
    return [*words, *map(" ".join, pairwise(words))]


def runs_of_letters(line: str) -> list[str]:
    """Runs of two to six signs within each word; its beginning and its end count as a blank."""
    return [run for word in line.split() for run in _runs(f" {word} ")]


def _runs(word: str) -> Iterator[str]:
    for length in _LENGTHS:
        yield from (word[start : start + length] for start in range(max(1, len(word) - length + 1)))
        if len(word) <= length:
            # A word that is no longer than this counts once.
            return


KINDS: Sequence[Callable[[str], list[str]]] = (words_and_pairs, runs_of_letters)
"""All kinds of pieces, in the order of their weights."""
