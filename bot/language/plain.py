"""The one form of a text that all readers read, and the way back to where its words stood."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_APOSTROPHES = dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`", "'")
_QUOTES = dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_SAME_SIGN = {**_APOSTROPHES, **_QUOTES, **_DASHES}
_FRACTION_SLASH = "\u2044"

REMEMBERED = 64
"""How many texts stay remembered: dozens of readers ask for the same message, and its clauses, one after the other."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text made plain, each of its characters with the place in the original that it came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original the characters from `start` to `end` (excluded) of the plain text stand."""
        if start >= end:
            return (0, 0)
        return self.starts[start], self.ends[end - 1]


def plain(text: str) -> str:
    """The text in lower case, with straight apostrophes, quotes and dashes, and single spaces.

    Phones type a curly apostrophe in "don't" and a long dash in "4-5". Compatibility forms are resolved
    (NFKC), invisible characters are dropped, and every kind of blank becomes one space.
    """
    return plain_text(text).text


@lru_cache(maxsize=REMEMBERED)
def plain_text(text: str) -> PlainText:
    """As `plain`, with the way back to the original."""
    if _is_plain_but_for_case(text):
        return PlainText(
            text.replace("`", "'").lower(), tuple(range(len(text))), tuple(range(1, len(text) + 1))
        )
    characters: list[tuple[str, int, int]] = []
    for start, end in _clusters(text):
        for character in _plain_cluster(text[start:end], characters):
            if character != " " or (characters and characters[-1][0] != " "):
                characters.append((character, start, end))
    if characters and characters[-1][0] == " ":
        characters.pop()
    return PlainText(
        "".join(character for character, _, _ in characters),
        tuple(start for _, start, _ in characters),
        tuple(end for _, _, end in characters),
    )


def _is_plain_but_for_case(text: str) -> bool:
    """Whether nothing has to be dropped, joined or resolved: true of nearly every message."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip(" ")


def _clusters(text: str) -> list[tuple[int, int]]:
    """Each character with the combining marks that follow it, so that they can be composed."""
    starts = [i for i, character in enumerate(text) if i == 0 or not unicodedata.combining(character)]
    return list(pairwise([*starts, len(text)]))


def _plain_cluster(cluster: str, before: list[tuple[str, int, int]]) -> str:
    if cluster in _SAME_SIGN:
        return _SAME_SIGN[cluster]
    category = unicodedata.category(cluster[0])
    if category == "Cf" or "\ufe00" <= cluster[0] <= "\ufe0f":
        return ""
    if category.startswith(("Z", "C")):
        return " "
    normal = unicodedata.normalize("NFKC", cluster).lower()
    after_digit = bool(before) and before[-1][0].isdigit()
    if _FRACTION_SLASH in normal:
        return (" " if after_digit else "") + normal.replace(_FRACTION_SLASH, "/")
    if after_digit and "<super>" in unicodedata.decomposition(cluster[0]):
        return "^" + normal
    same = (_SAME_SIGN.get(character, character) for character in normal)
    return "".join(" " if character.isspace() else character for character in same)
