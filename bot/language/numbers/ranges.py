"""Reads what people say around numbers: "4 or 5", "at least 4", "about 5", "late 50s"."""

import math
import re
from collections.abc import Callable, Iterator

from bot.language.numbers.amounts import Amount
from bot.language.numbers.number_range import NumberRange
from bot.language.numbers.rounding import nearby
from bot.language.numbers.skeleton import Skeleton
from bot.language.numbers.vague import find_vague
from bot.language.word_lists import word_list

_PATTERNS = word_list("ranges", "bot.language.numbers")
_EDGE, _END = r"(?<![\w#.])", r"(?![\w#])"
_SIGN = r"(?:(?<![\w#] )(?<![\w#])(?:minus |negative |- ?))?"


Ends = Callable[[list[Amount], bool], tuple[float, float]]


def _between(amounts: list[Amount], whole: bool) -> tuple[float, float]:
    first, second = amounts[0].value, amounts[-1].value
    # "70 to 75 thousand" means thousands both times.
    if amounts[-1].scale > 1 and amounts[0].scale == 1 and first * amounts[-1].scale <= second:
        first *= amounts[-1].scale
    return min(first, second), max(first, second)


def _at_least(amounts: list[Amount], whole: bool) -> tuple[float, float]:
    return amounts[0].value, math.inf


def _more_than(amounts: list[Amount], whole: bool) -> tuple[float, float]:
    value = amounts[0].value
    return (value + 1 if whole and value == int(value) else value), math.inf


def _at_most(amounts: list[Amount], whole: bool) -> tuple[float, float]:
    return min(0.0, amounts[0].value), amounts[0].value


def _less_than(amounts: list[Amount], whole: bool) -> tuple[float, float]:
    value = amounts[0].value
    return 0.0, max(0.0, value - 1 if whole and value == int(value) else value)


def _about(amounts: list[Amount], whole: bool) -> tuple[float, float]:
    return nearby(amounts[0].value)


def _almost(amounts: list[Amount], whole: bool) -> tuple[float, float]:
    return nearby(amounts[0].value)[0], amounts[0].value


_ENDS: dict[str, Ends] = {
    "two_ends": _between,
    "at_least": _at_least,
    "more_than": _more_than,
    "at_most": _at_most,
    "less_than": _less_than,
    "about": _about,
    "almost": _almost,
}
_COMPILED = [
    (kind, re.compile(_EDGE + r"(?:(?:about|around|roughly|like) )?" + pattern + _END))
    for kind in _ENDS
    for pattern in _PATTERNS[kind]
]
_NUMBER_ALONE = re.compile(_SIGN + "#")


def find_ranges(bones: Skeleton, *, whole: bool = False) -> list[NumberRange]:
    """All ranges and single numbers, in the order of the text; what a longer one holds is not found again."""
    found = list(find_vague(bones))
    taken = [(a_range.start, a_range.end) for a_range in found]
    for a_range in _candidates(bones, whole):
        if all(a_range.end <= start or end <= a_range.start for start, end in taken):
            found.append(a_range)
            taken.append((a_range.start, a_range.end))
    return sorted(found, key=lambda a_range: a_range.start)


def _candidates(bones: Skeleton, whole: bool) -> Iterator[NumberRange]:
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(bones.line):
            amounts = bones.amounts_in(match)
            low, high = _ENDS[kind](amounts, whole)
            vague = kind in ("about", "almost")
            weak = vague and amounts[0].weak
            yield NumberRange(low, high, *bones.span(match), confirm=vague, weak=weak)
    for match in _NUMBER_ALONE.finditer(bones.line):
        amount = bones.amounts_in(match)[0]
        value = -amount.value if len(match.group()) > 1 else amount.value
        yield NumberRange(value, value, *bones.span(match), weak=amount.weak)
