"""A message cut into words, numbers and signs, each with its place in the message."""

import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)(?![^\W_])|\d+|[^\W\d_]+(?:'[^\W\d_]+)*(?:'(?!\w))?|[^\w\s]|_")
_SIGNS = str.maketrans(
    {sign: "'" for sign in "\u2018\u2019\u02bc\u0060\u00b4"}
    | {sign: "-" for sign in "\u2010\u2011\u2012\u2013\u2014\u2212"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word (lower case, without apostrophes), number or sign.

    `start` and `end` are its place in the message; `glued` tells that no blank stands before it. `number` is the
    value of digits, `ordinal` that of "14th"; both are None for words.
    """

    text: str
    start: int
    end: int
    glued: bool
    number: int | None = None
    ordinal: int | None = None

    @property
    def is_sign(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum() or self.is_fraction

    @property
    def is_fraction(self) -> bool:
        """Whether it is a sign such as ½."""
        return self.text[0].isnumeric() and not self.text[0].isdecimal() and not self.text[0].isalpha()


def tokenize(text: str) -> list[Token]:
    """The tokens of a message, in order."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(_plain(text)):
        glued = bool(tokens) and tokens[-1].end == match.start()
        tokens.append(_token(match.group(), match.start(), glued))
    return tokens


def _plain(text: str) -> str:
    # Character by character, so that every place in the result is the same place in the message.
    return "".join(_plain_character(character) for character in text).translate(_SIGNS)


def _plain_character(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


def _token(text: str, start: int, glued: bool) -> Token:
    end = start + len(text)
    if not text[0].isdecimal():
        return Token(text.replace("'", "") or "'", start, end, glued)
    digits = text.rstrip("stndrh")
    # A longer number is no date, and Python refuses to convert one of thousands of digits.
    value = int(digits) if len(digits) <= 8 else None
    return Token(
        text, start, end, glued, value if digits == text else None, value if digits != text else None
    )
