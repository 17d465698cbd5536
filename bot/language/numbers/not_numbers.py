"""Tells what looks like a number and is none: dates, telephone numbers, numbers that are denied."""

import re

from bot.language.word_lists import word_list

_LISTS = word_list("not_numbers", "bot.language.numbers")
_MONTHS, _ORDINALS = "|".join(_LISTS["months"]), "|".join(_LISTS["ordinals"])
_PATTERNS = [
    re.compile(pattern.replace("MONTH", _MONTHS).replace("ORDINAL", _ORDINALS))
    for pattern in _LISTS["patterns"]
]
_AROUND_WEAK = frozenset(_LISTS["around_weak"])
_DENIED = re.compile(_LISTS["denied"])
_CORRECTION = re.compile(_LISTS["corrections"], re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")


def without_dates(text: str) -> str:
    """The plain text with dates, times, telephone numbers and the like blanked out, in their places."""
    for pattern in _PATTERNS:
        text = pattern.sub(lambda match: "_" * len(match.group()), text)
    return text


def stands_alone(line: str) -> bool:
    """Whether a text with `#` for its numbers leaves "first" a number."""
    return all(word in _AROUND_WEAK for word in _WORD.findall(line))


def denied_before(before: str) -> bool:
    """Whether the words before a number deny it: "not 5"."""
    return bool(_DENIED.search(before))


def says_correction(between: str) -> bool:
    """Whether the words between two numbers say that the second replaces the first: "5, no, 4"."""
    return bool(_CORRECTION.search(between))
