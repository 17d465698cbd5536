"""How names of medicines are compared: without case, accents, hyphens, blanks and trade marks."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_NAME_IN_WORDS = 6

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WITHIN_A_NAME = re.compile(r"[ \t.®™#-]*|[ \t]*/[ \t]*|&")
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_PLAIN_MARKS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("`\u2018\u2019\u00b4", "'")
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as it is written, as it is compared (`key`), and where it stands (end excluded)."""

    written: str
    key: str
    start: int
    end: int


def letters_and_digits(name: str) -> str:
    """A name without blanks, hyphens and other marks, in its case."""
    return _NEITHER_LETTER_NOR_DIGIT.sub("", name)


def key(name: str) -> str:
    """The letters and digits of a name, in lower case without accents: "St. John's wort" is "stjohnswort"."""
    return letters_and_digits(unicodedata.normalize("NFKD", name).casefold())


def words_of(text: str) -> list[Word]:
    """The words of a text in order; a hyphen, a slash and a full stop end a word."""
    return [Word(found[0], key(found[0]), *found.span()) for found in _WORD.finditer(text)]


def with_plain_marks(text: str) -> str:
    """The text with plain hyphens and straight apostrophes, each letter at its old place."""
    return text.translate(_PLAIN_MARKS)


def spans_from(words: list[Word], first: int, text: str) -> list[int]:
    """Where (end excluded) a name that begins with the word `first` may end, longest first.

    A comma, a plus or a line break never stands within a name.
    """
    last = first + 1
    while (
        last < len(words)
        and last - first < LONGEST_NAME_IN_WORDS
        and _WITHIN_A_NAME.fullmatch(text, words[last - 1].end, words[last].start)
    ):
        last += 1
    return list(range(last, first, -1))


def joined(words: list[Word]) -> str:
    """The key of several words together."""
    return "".join(word.key for word in words)
