"""What is kept of a case, as plain values. Times are aware datetimes and come back in UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from bot.store.kept_staff import StaffId

CaseId = NewType("CaseId", UUID)


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One conversation that the call center knows.

    `owner` is who looks after it. `held_by` had it in hand last, from `held_since`, and has it until `held_until`
    unless they let go of it before.
    """

    id: CaseId
    conversation: str
    owner: StaffId | None
    opened_at: datetime
    held_by: StaffId | None
    held_since: datetime | None
    held_until: datetime | None

    def holder(self, at: datetime) -> StaffId | None:
        """Who has it in hand at a time."""
        return self.held_by if self.held_until is not None and at < self.held_until else None

    def belongs_to(self, staff: StaffId, at: datetime) -> bool:
        """Whether this person looks after it, or has it in hand."""
        return staff in (self.owner, self.holder(at))


@dataclass(frozen=True, slots=True)
class HandoverRecord:
    """A case went from one person to another: by whom, why, and whether it was in hand then (a takeover)."""

    at: datetime
    by: StaffId
    was: StaffId | None
    now: StaffId | None
    in_hand: bool
    reason: str
