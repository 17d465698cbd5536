"""What many rules share: a missing or unknown answer, a closed list of answers, an imprecise number."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.screening.verdict import Decision, Verdict, decided, missing
from bot.values import UNKNOWN, Answers, Interval

Point = TypeVar("Point")

STRADDLES = "straddles"
"""The reason of an `unknown` that comes of an imprecise answer, not of a person who does not know."""


def still_open(answers: Answers, *facts: str) -> Decision | None:
    """`missing` for the first fact that was not asked, else `unknown` if one is not known, else None."""
    for fact in facts:
        if fact not in answers:
            return missing(fact)
    if any(answers[fact] is UNKNOWN for fact in facts):
        return decided(Verdict.UNKNOWN)
    return None


def by_answer(answers: Answers, fact: str, verdicts: Mapping[str | bool, Verdict]) -> Decision:
    """The verdict that belongs to a choice or a truth. Every possible answer must be in `verdicts`."""
    return still_open(answers, fact) or decided(verdicts[answers[fact]])


def over_interval(interval: Interval[Point], verdict_at: Callable[[Point], Verdict]) -> Decision:
    """The verdict that all points of the interval share, else `unknown`.

    `verdict_at` must not return to a verdict that it has left as its argument grows, so that the two ends
    speak for all that lies between them.
    """
    first, last = verdict_at(interval.low), verdict_at(interval.high)
    return decided(first) if first == last else decided(Verdict.UNKNOWN, STRADDLES)


def by_number(answers: Answers, fact: str, verdict_at: Callable[[float], Verdict]) -> Decision:
    """The verdict that a number, or every number of an imprecise answer, has; see `over_interval`."""
    return still_open(answers, fact) or over_interval(answers[fact], verdict_at)
