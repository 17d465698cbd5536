"""What is kept of calling people back, as plain values. Times are aware datetimes and come back in UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.store.kept_staff import StaffId


class CallReason(StrEnum):
    """Why somebody is to be called."""

    ASKED = "asked"
    """They asked for a call, as soon as may be."""
    WINDOW_OPENS = "window_opens"
    """They wait for their window, and agreed to a call shortly before it opens."""


class AttemptOutcome(StrEnum):
    """What came of trying to call somebody."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    BUSY = "busy"
    CALL_AGAIN = "call_again"
    """Reached, and asked to be called on another day."""
    WRONG_NUMBER = "wrong_number"
    DECLINED = "declined"
    """Reached, and wants nothing more of this; another request of theirs would be honored."""
    DO_NOT_CALL = "do_not_call"
    """Reached, and wants no call at this number any more."""


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One attempt to call somebody; `number` counts them from 1, `again_on` is the day that they named."""

    number: int
    at: datetime
    by: StaffId
    outcome: AttemptOutcome
    note: str | None
    again_on: date | None


class LiftReason(StrEnum):
    """Why a number that must not be called may be called again."""

    AGREED_IN_CHAT = "agreed_in_chat"
    ASKED_FOR_A_CALL = "asked_for_a_call"
    MISTAKE = "mistake"
    NEW_HOLDER = "new_holder"
    """The number belongs to somebody else now."""


@dataclass(frozen=True, slots=True)
class DoNotCallRecord:
    """From when to when a number must not be called; `lifted_at` is None while it lasts.

    `entered_by` is who noted the wish. `lifted_by` is None where the person agreed to a call anew themselves.
    """

    since: datetime
    entered_by: StaffId
    lifted_at: datetime | None
    lifted_by: StaffId | None
    lift_reason: LiftReason | None
