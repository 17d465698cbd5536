"""What is kept of a telephone call, as plain values. Times are aware datetimes and come back in UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from bot.store.kept import GivenBy
from bot.store.kept_cases import CaseId
from bot.store.kept_staff import StaffId

CallId = NewType("CallId", UUID)


class CallDirection(StrEnum):
    """Who rang whom."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class CallState(StrEnum):
    """Where a call stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class PauseReason(StrEnum):
    """Why a call rests for a while."""

    LOOKS_FOR_PAPERS = "looks_for_papers"
    CALLER_RESTS = "caller_rests"
    ASKS_SOMEBODY = "asks_somebody"
    AGENT_ASKS = "agent_asks"
    HANDED_OVER = "handed_over"
    LINE_IS_BAD = "line_is_bad"
    OTHER = "other"


class CallOutcome(StrEnum):
    """How a call ended."""

    COMPLETED = "completed"
    CALL_BACK_LATER = "call_back_later"
    CALLER_HUNG_UP = "caller_hung_up"
    DECLINED = "declined"
    WRONG_PERSON = "wrong_person"
    NO_ANSWER = "no_answer"
    EMERGENCY = "emergency"


class LineKind(StrEnum):
    """What was done with words of the script."""

    READ = "read"
    """Read aloud, word for word."""
    LOOKED_UP = "looked_up"
    """Shown to the agent, to answer something that the caller asked."""


@dataclass(frozen=True, slots=True)
class PauseRecord:
    """One rest in a call; `resumed_at` is None while it lasts, and `words` what the agent added to the reason."""

    reason: PauseReason
    words: str | None
    paused_at: datetime
    paused_by: StaffId
    resumed_at: datetime | None
    resumed_by: StaffId | None


@dataclass(frozen=True, slots=True)
class LineRecord:
    """Words of the script in a call: the response's name, and the SHA-256 digest of its exact words in hex."""

    line: str
    kind: LineKind
    digest: str
    at: datetime
    by: StaffId


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One telephone call about a case.

    `agent` has the call now. `caller` answers the questions: the patient, or somebody who helps them. `continued`
    says that the conversation had begun before the call. `recorded` is None until the caller has answered the
    recording notice. `alarmed_at` is when an emergency last came up, `safe_at` when the agent last heard that the
    caller is safe.
    """

    id: CallId
    case_id: CaseId
    agent: StaffId
    caller: GivenBy
    direction: CallDirection
    continued: bool
    recorded: bool | None
    started_at: datetime
    ended_at: datetime | None
    outcome: CallOutcome | None
    alarmed_at: datetime | None
    safe_at: datetime | None
    pauses: tuple[PauseRecord, ...]

    @property
    def pause(self) -> PauseRecord | None:
        """The rest that lasts."""
        return next((each for each in self.pauses if each.resumed_at is None), None)

    @property
    def state(self) -> CallState:
        """Where the call stands."""
        if self.ended_at is not None:
            return CallState.ENDED
        return CallState.PAUSED if self.pause else CallState.ACTIVE

    @property
    def alarmed(self) -> bool:
        """Whether an emergency came up, and nobody has heard yet that the caller is safe."""
        return self.alarmed_at is not None and (self.safe_at is None or self.safe_at < self.alarmed_at)

    def talk_time(self, at: datetime) -> timedelta:
        """How long it has lasted at a time, or until it ended, without its pauses."""
        end = self.ended_at or at
        rests = ((each.resumed_at or end) - each.paused_at for each in self.pauses)
        return end - self.started_at - sum(rests, timedelta(0))
