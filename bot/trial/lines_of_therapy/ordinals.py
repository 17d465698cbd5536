"""The numbers that people give themselves: "4 lines", "third line was", "second time dara"."""

import re
from dataclasses import replace
from functools import cache

from bot.language.numbers import find_numbers
from bot.trial.lines_of_therapy.signs import DRUGS
from bot.trial.lines_of_therapy.told import Told
from bot.trial.lines_of_therapy.wording import Place, lists, phrase_pattern, phrases_in, words
from bot.values import Interval

_MOST = 30


def with_numbers(said: tuple[Place, ...], told: list[Told]) -> list[Told]:
    """Gives each treatment the number that the words beside it name; "first" alone numbers nothing."""
    numbered = list(told)
    for number, first, last in _numbers(said):
        at = _beside(said, numbered, first, last)
        if at is not None:
            sign = replace(numbered[at].sign, number=number)
            numbered[at] = replace(numbered[at], sign=sign)
    return numbered


def count_given(text: str, said: tuple[Place, ...]) -> Interval[float] | None:
    """The number of lines that the text states ("I had 4 lines"), without the CAR-T; None when it states none."""
    stated = [reading.value for reading in find_numbers(text, whole=True) if _counts_lines(reading.end, said)]
    if not stated:
        return None
    within = any(True for _ in phrases_in(said, _car_t_included()))
    low = min(count.low for count in stated) - within
    high = max(count.high for count in stated) - within
    return Interval(max(0.0, low), min(float(_MOST), high)) if low <= _MOST else None


def _counts_lines(end: int, said: tuple[Place, ...]) -> bool:
    for place in said:
        if place.start < end:
            continue
        if place.word in words("line_nouns"):
            return True
        if place.word not in words("between_number_and_lines"):
            return False
    return False


@cache
def _car_t_included() -> re.Pattern[str]:
    return re.compile(phrase_pattern(lists()["count_includes_car_t"]))


@cache
def _ordinal() -> re.Pattern[str]:
    number, noun, verb = (phrase_pattern(lists()[f"ordinal{name}"]) for name in ("s", "_nouns", "_verbs"))
    line = phrase_pattern(lists()["line_nouns"])
    return re.compile(
        rf"(?P<ordinal>{number})(?: (?P<noun>{noun}))?(?: {verb})?"
        rf"|{line} (?P<digit>\d)(?!\S)(?: {verb})?"
    )


def _numbers(said: tuple[Place, ...]) -> list[tuple[int, int, int]]:
    """Number, first place and last (excluded) of each; the ordinal "first" counts only before a noun."""
    ordinals: dict[str, str] = lists()["ordinals"]  # type: ignore[assignment]
    found = []
    for match, first, last in phrases_in(said, _ordinal()):
        number = int(match["digit"] or ordinals[match["ordinal"]])
        if number > 1 or match["noun"] or match["digit"]:
            found.append((number, first, last))
    return found


def _beside(said: tuple[Place, ...], told: list[Told], first: int, last: int) -> int | None:
    """The treatment right after the number, or right before it as in "dara was my third line"."""
    for at, part in enumerate(told):
        if part.kind == DRUGS and first <= part.sign.first <= last < part.sign.last + 1:
            return at
    for at, part in enumerate(told):
        between = said[part.sign.last : first]
        if part.kind == DRUGS and part.sign.last <= first and _is_named_so(between, said[first:last]):
            return at
    return None


def _is_named_so(between: tuple[Place, ...], number: tuple[Place, ...]) -> bool:
    links = {"was", "is", "as", "my", "the", ",", "for"}
    noun = any(place.word in words("line_nouns") for place in number)
    return noun and all(place.word in links for place in between)
