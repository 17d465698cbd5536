"""Counts of what happened in a period, as plain values: nothing in them belongs to one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How a conversation began."""

    WEB = "web"
    PHONE = "phone"


class Hesitation(StrEnum):
    """What makes a question a hard one."""

    UNKNOWN = "unknown"
    DECLINED = "declined"
    AGAIN = "again"
    """Answered more than once: corrected, narrowed, or taken back."""


NO_CONSENT = "no_consent"
UNFINISHED = "unfinished"
REFERRED = "referred"
ENROLLED = "enrolled"

MINUTES = (5, 10, 15, 20, 30, 45)
"""The ends of the ranges in which the length of calls is counted; a last range is open."""


@dataclass(frozen=True, slots=True)
class FigureCounts:
    """Counts of the conversations that began in a period, in which `weeks` are the moments at which a week begins.

    `stages`: by number of the week, way and stage, which is NO_CONSENT, UNFINISHED or the outcome. `criteria`: by
    criterion, verdict and way, of finished screens. `left_at`: by the question that was open in unfinished screens, and
    way. `hesitations`: by fact, kind and way, in screens. `handed_over`: by REFERRED (sent to a site, not enrolled yet)
    or ENROLLED, and way. `sites`: referrals by the site's name and status. `calls`: ended calls by the number of the
    range of MINUTES that they lasted, without pauses.
    """

    weeks: Sequence[datetime]
    stages: Mapping[tuple[int, Way, str], int]
    criteria: Mapping[tuple[str, str, Way], int]
    left_at: Mapping[tuple[str, Way], int]
    hesitations: Mapping[tuple[str, Hesitation, Way], int]
    handed_over: Mapping[tuple[str, Way], int]
    sites: Mapping[tuple[str, str], int]
    calls: Mapping[int, int]
