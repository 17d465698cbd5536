"""Numbers said without a number: "a few", "a couple", "in my late fifties"."""

import re
from collections.abc import Iterator

from bot.language.numbers.number_range import NumberRange
from bot.language.numbers.skeleton import Skeleton
from bot.language.word_lists import word_list

_LISTS = word_list("vague", "bot.language.numbers")
_DECADE_WORDS = word_list("words", "bot.language.numbers")["decades"]
_DECADES = {word: float(value) for word, value in _DECADE_WORDS.items()}
_NOT_AFTER = rf"(?<!\b{' )(?<!'.join(_LISTS['not_after'])} )"
_NOT_BEFORE = rf"(?! (?:{'|'.join(_LISTS['not_before'])})\b)"
_WORDS = [
    (re.compile(rf"{_NOT_AFTER}(?<![\w#'])(?:{entry['pattern']})(?![\w'#]){_NOT_BEFORE}(?! #)"), entry)
    for entry in _LISTS["words"]
]
_DECADE = re.compile(
    rf"(?:\b(?P<part>{'|'.join(_LISTS['decade_parts'])})(?: |-))?"
    rf"(?:#'?s(?!\w)|\b(?P<word>{'|'.join(_DECADES)})\b)"
)
_LAST_OF_A_DECADE = 9.0
_TEENS = 13.0


def find_vague(bones: Skeleton) -> Iterator[NumberRange]:
    """The vague numbers of a text."""
    for match in _DECADE.finditer(bones.line):
        decade = _DECADES[match["word"]] if match["word"] else bones.amounts_in(match)[0].value
        if decade == _TEENS:
            yield NumberRange(decade, 19.0, *bones.span(match))
        elif decade % 10 == 0:
            first, last = _LISTS["decade_parts"].get(match["part"], (0.0, _LAST_OF_A_DECADE))
            yield NumberRange(decade + float(first), decade + float(last), *bones.span(match))
    for pattern, entry in _WORDS:
        for match in pattern.finditer(bones.line):
            yield NumberRange(float(entry["low"]), float(entry["high"]), *bones.span(match), confirm=True)
