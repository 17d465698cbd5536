"""Numbers written in digits."""

import re

_GROUPED = r"\d{1,3}(?:, ?\d{3})+(?:\.\d+)?|\d{1,3}(?: 000)+(?:\.\d+)?"
_PLAIN = r"\d+(?:\.\d+)?|\.\d+"
DIGITS = (
    rf"(?<![\w.,/])(?<![a-z]-)(?P<digits>{_GROUPED}|{_PLAIN})"
    r"(?P<ordinal>st|nd|rd|th)?(?!\d|[a-z]\d)(?!,\d)(?!\.\d)(?! ?%)(?!-[a-z]{3,}\d)"
)


def value_of_digits(digits: str) -> float:
    """The value of a number in digits; commas and blanks part thousands."""
    return float(re.sub(r"[ ,]", "", digits))
