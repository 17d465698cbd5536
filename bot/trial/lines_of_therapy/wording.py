"""The words of a story of treatments: its tokens with the medicines in it, misspelled key words set right."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from bot.language.tokens import STOP, Token, tokens
from bot.language.word_lists import word_list
from bot.trial.medicines import Medicine, find_medicines

MEDICINE = "~"
_SHORTEST_MISSPELLED = 7
_TWO_MISTAKES_FROM = 9
_LINE_BREAKS = str.maketrans({"\n": ";", "\r": ";", "\u2192": ">"})


@dataclass(frozen=True, slots=True)
class Place:
    """A word, a mark, or the medicines of one name, at letters `start` to `end` (excluded) of the text."""

    word: str
    start: int
    end: int
    medicines: tuple[Medicine, ...] = ()


def lists() -> dict[str, list[str]]:
    """The word lists of words.yml."""
    return word_list("words", __package__)


@cache
def words(name: str) -> frozenset[str]:
    """One of the word lists of words.yml."""
    return frozenset(lists()[name])


def places(text: str) -> tuple[Place, ...]:
    """The words of a text in order, each name of a treatment against myeloma as one place."""
    named = _named(text)
    found: list[Place] = list(named)
    for token in tokens(text.translate(_LINE_BREAKS)):
        if not any(name.start < token.end and token.start < name.end for name in named):
            found.append(Place(_set_right(token), token.start, token.end))
    return tuple(sorted(found, key=lambda place: place.start))


def _named(text: str) -> list[Place]:
    """The names of medicines that treat myeloma, or are steroids."""
    by_span: dict[tuple[int, int], list[Medicine]] = {}
    for medicine in find_medicines(text):
        if medicine.generic and medicine.drug_class not in (None, "other"):
            by_span.setdefault((medicine.start, medicine.end), []).append(medicine)
    return [Place(MEDICINE, start, end, tuple(found)) for (start, end), found in by_span.items()]


def _set_right(token: Token) -> str:
    return token.word if token.word == STOP else _nearest(token.word)


@lru_cache(maxsize=4096)
def _nearest(word: str) -> str:
    if len(word) < _SHORTEST_MISSPELLED or word in words("understood_misspelled"):
        return word
    mistakes = 2 if len(word) >= _TWO_MISTAKES_FROM else 1
    known = lists()["understood_misspelled"]
    return next(
        (right for right in known if OSA.distance(word, right, score_cutoff=mistakes) <= mistakes), word
    )


def line_of(said: Iterable[Place]) -> tuple[str, tuple[int, ...]]:
    """The words with one blank between them, and where in that line each begins."""
    words_said = [place.word for place in said]
    starts = [0]
    for word in words_said:
        starts.append(starts[-1] + len(word) + 1)
    return " ".join(words_said), tuple(starts)


def phrase_pattern(phrases: Iterable[str]) -> str:
    """What matches any of the phrases as whole words, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)"


def phrases_in(said: tuple[Place, ...], pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
    """Each match of a pattern of phrases, with the places from first to last (excluded) that it takes."""
    line, starts = line_of(said)
    for match in pattern.finditer(line):
        yield match, starts.index(match.start()), starts.index(match.end() + 1)
