"""The points of the protocol on the sheet: why each stands as it does, what settles it, and the protocol's words."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.screening.criterion import Criterion
from bot.screening.screening import Screening
from bot.screening.verdict import Decision, Verdict
from bot.sheet.words import sheet_words
from bot.trial.criteria import CRITERIA
from bot.trial.page import one_line
from bot.trial.reasons import Words, all_words

OPEN = (Verdict.NOT_YET, Verdict.TEAM_REVIEW, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Point:
    """A criterion on the sheet. `quote` is the protocol's own words."""

    title: str
    why: str
    settled_by: str
    quote: str


def points(
    screening: Screening, verdicts: Collection[Verdict], declined: Collection[str]
) -> tuple[Point, ...]:
    """The criteria that came to one of the verdicts. `declined` are the facts that the person kept back."""
    return tuple(_point(*each, declined) for each in _having(screening, verdicts))


def titles(screening: Screening, verdict: Verdict) -> tuple[str, ...]:
    """The plain names of the criteria that came to the verdict."""
    return tuple(all_words()[criterion.id].title for criterion, _ in _having(screening, (verdict,)))


def _having(screening: Screening, verdicts: Collection[Verdict]) -> Iterator[tuple[Criterion, Decision]]:
    for criterion in CRITERIA:
        decision = screening.decisions[criterion.id]
        if decision.verdict in verdicts:
            yield criterion, decision


def _point(criterion: Criterion, decision: Decision, declined: Collection[str]) -> Point:
    words = all_words()[criterion.id]
    kept_back = not declined.isdisjoint(criterion.reads)
    return Point(words.title, _why(words, decision, kept_back), words.settled_by, one_line(criterion.quote))


def _why(words: Words, decision: Decision, kept_back: bool) -> str:
    if decision.reason == "unknown":
        return sheet_words("points")["declined" if kept_back else "unknown"]
    # What settles it has a line of its own on the sheet.
    settling = rf"\s*[^.]*{re.escape(words.settled_by)}\."
    return re.sub(settling, "", words.sentence(decision))
