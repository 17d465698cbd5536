"""What a person typed, as it may be sent to Rasa: never a command, however the slash is dressed up.

Rasa takes a message that begins with a slash for an intent with its facts, and trims blanks of many kinds before it
looks. So nothing before the first real sign is kept, and no sign that looks like a slash or is turned into one by a
Unicode normalization may be the first.
"""

import unicodedata

SLASHES = frozenset(
    "/\\\u1735\u2041\u2044\u2215\u2571\u27cb\u29f8\u2afb\u2afd\u3033\uff0f\uff3c\u2216\u29f5\u29f9\ufe68"
)
"""Slashes, backslashes and what the Unicode table of confusable signs (UTS 39) puts beside a slash."""

BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs that show nothing: Hangul fillers, and braille without a dot."""


def clean(typed: str) -> str:
    """The words without control signs, invisible signs and leading slashes; empty if nothing is left."""
    visible = "".join(_visible(sign) for sign in typed)
    words = " ".join(visible.split())
    while words and _never_first(words[0]):
        words = words[1:]
    return words.rstrip()


def _visible(sign: str) -> str:
    if sign.isspace() or sign in BLANK_LETTERS:
        return " "
    # Control, format, surrogate, private use and unassigned signs. A control sign may have parted two words.
    category = unicodedata.category(sign)
    if category == "Cc":
        return " "
    return "" if category.startswith("C") else sign


def _never_first(sign: str) -> bool:
    is_slash = sign in SLASHES or unicodedata.normalize("NFKC", sign).lstrip().startswith("/")
    return is_slash or unicodedata.category(sign).startswith(("M", "Z"))
