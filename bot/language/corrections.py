"""Whether somebody takes something back: "actually it was five", "I meant Carvykti", "never mind"."""

from bot.language.tokens import words_of
from bot.language.word_lists import word_list

_WORDS = word_list("corrections")
_ONLY_IN_FRONT = frozenset(_WORDS["only_in_front"])


def says_correction(text: str) -> bool:
    """Whether the text says that an earlier answer was wrong."""
    said = f" {words_of(text)} "
    return any(
        said.startswith(f" {marker} ") if marker in _ONLY_IN_FRONT else f" {marker} " in said
        for marker in _MARKERS
    )


_MARKERS = tuple(words_of(marker) for marker in _WORDS["markers"])


def without_correction(text: str) -> str:
    """What the text says once the words that take something back are left out: "no wait it came back", it came back."""
    said = f" {words_of(text)} "
    for marker in sorted(_MARKERS, key=len, reverse=True):
        said = said.replace(f" {marker} ", " ")
    return said.strip(" .,")


def says_keep(text: str) -> bool:
    """Whether the text says that an answer stays as it is."""
    said = f" {words_of(text)} "
    return any(f" {words_of(phrase)} " in said for phrase in _WORDS["keep"])
