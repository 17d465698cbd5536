"""What a criterion can come to, and what a whole screen can come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType


class Verdict(StrEnum):
    """What one criterion comes to."""

    MET = "met"
    NOT_MET = "not_met"
    """It fails, and waiting will not change that."""
    NOT_YET = "not_yet"
    """It fails today, but can be met later."""
    TEAM_REVIEW = "team_review"
    """Answered, but it takes clinical judgement, a record or a test to decide."""
    UNKNOWN = "unknown"
    """Asked, and the person does not know; or an imprecise answer that lies on both sides of a boundary."""
    AT_VISIT = "at_visit"
    """Only the study team measures it."""
    MISSING = "missing"
    """Not asked yet."""


class Outcome(StrEnum):
    """What the whole screen comes to."""

    LIKELY_NOT_ELIGIBLE = "likely_not_eligible"
    INCOMPLETE = "incomplete"
    NOT_YET = "not_yet"
    POSSIBLY_ELIGIBLE = "possibly_eligible"
    LIKELY_ELIGIBLE = "likely_eligible"


Detail = date | str
_NO_DETAILS: Mapping[str, Detail] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict of one criterion, and why.

    `reason` is the key of the sentence that explains it: the verdict's own name unless another is given. The
    sentence itself stands with the trial's words; `details` are what it names (a date, a medicine).
    `available_from` is the first day on which a `not_yet` can be met, where that day is known.
    `lacks` is the fact to ask, of a verdict that is `missing`, and of no other.
    """

    verdict: Verdict
    reason: str = ""
    available_from: date | None = None
    details: Mapping[str, Detail] = field(default_factory=lambda: _NO_DETAILS)
    lacks: str | None = None

    def __post_init__(self) -> None:
        if not self.reason:
            # Its `value` would take ten times as long, for each criterion of each screen.
            object.__setattr__(self, "reason", str(self.verdict))
        if self.details is not _NO_DETAILS:
            object.__setattr__(self, "details", MappingProxyType(dict(self.details)))


@cache
def decided(verdict: Verdict, reason: str = "") -> Decision:
    """The decision that says no more than this. There are few of them, and each is made once."""
    return Decision(verdict, reason)


@cache
def missing(fact: str) -> Decision:
    """The decision that waits for `fact`, which was not asked yet."""
    return Decision(Verdict.MISSING, lacks=fact)
