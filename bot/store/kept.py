"""What is kept of a conversation, as plain values: this is all that the other rooms see of the records.

Times are aware datetimes and come back in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from bot.store.kept_queue import CallReason

ScreeningId = NewType("ScreeningId", UUID)
CallbackId = NewType("CallbackId", UUID)

JsonValue = bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
"""A value in the form of the batch contract: `61`, `"unknown"`, `{"earliest": "2026-08-01", ...}`."""


class AnswerStatus(StrEnum):
    """How a question was answered. A question that was not asked has no row at all."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    """Asked, and the person does not know."""
    DECLINED = "declined"
    """Asked, and the person would rather not say."""
    WITHDRAWN = "withdrawn"
    """The earlier answer no longer counts, and none has taken its place."""


class GivenBy(StrEnum):
    """Who gave an answer."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"
    AGENT = "agent"


class CallbackStatus(StrEnum):
    """How far a request to be called has come."""

    REQUESTED = "requested"
    CALLED = "called"
    """Called, and not yet spoken to the end."""
    DONE = "done"
    CANCELLED = "cancelled"
    GIVEN_UP = "given_up"
    """Called as often as is fair, and never reached."""


class MayBeSetAside:
    """Something that has `ended_at` and `outcome`: a screening, as a row or as a record."""

    __slots__ = ()

    @property
    def set_aside(self) -> bool:
        """Whether it ended without an outcome, since the person began anew: its answers count no more."""
        return self.ended_at is not None and self.outcome is None


@dataclass(frozen=True, slots=True)
class ScreeningRecord(MayBeSetAside):
    """One screening; `number` counts the screenings of its conversation from 1.

    While it is open `ended_at` is None. One that was abandoned has ended without an `outcome`.
    `consent` is None until the person says yes or no.
    """

    id: ScreeningId
    conversation: str
    number: int
    channel: str
    page_version: str
    consent: bool | None
    consent_at: datetime | None
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One version of the answer to one fact; `sequence` counts the answers of its screening from 1.

    `value` is None if and only if the answer was withdrawn.
    """

    sequence: int
    fact: str
    value: JsonValue | None
    status: AnswerStatus
    words: str
    understood_at: datetime
    given_by: GivenBy
    message_id: str


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that a message gave, as it is to be recorded; `value` is None if and only if it is withdrawn."""

    fact: str
    value: JsonValue | None
    words: str
    status: AnswerStatus = AnswerStatus.ANSWERED
    given_by: GivenBy = GivenBy.PATIENT


@dataclass(frozen=True, slots=True)
class VerdictRecord:
    """What one criterion came to, with the sentence that the person was given."""

    criterion: str
    verdict: str
    reason: str
    available_from: date | None = None


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """A site as it was offered; `status` is its recruiting status at that time.

    `distance_miles` is None when the person gave no place to measure from.
    """

    name: str
    city: str
    state: str
    zip: str
    distance_miles: float | None
    status: str


@dataclass(frozen=True, slots=True)
class ReferralRecord:
    """The sites offered, in the order of the offer, and the place (zip code or town) that the person gave."""

    place: str | None
    sites: tuple[SiteRecord, ...]


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """How a screening ended; `run` counts its endings from 1, verdicts stand in the order of the criteria."""

    run: int
    ended_at: datetime
    outcome: str
    verdicts: tuple[VerdictRecord, ...]
    referral: ReferralRecord | None


@dataclass(frozen=True, slots=True)
class CallbackRecord:
    """One request to be called; `consent_at` is when the person agreed to the call, `status_at` the last change.

    `phone` is in E.164 form, "+15155550123"; `phone_as_given` and `best_time` are in the person's words. `due_on` is
    the day of the next call.
    """

    id: CallbackId
    conversation: str
    name: str
    phone: str
    phone_as_given: str
    best_time: str | None
    consent_at: datetime
    status: CallbackStatus
    status_at: datetime
    created_at: datetime
    message_id: str
    due_on: date
    reason: CallReason


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """A browser's part in a conversation; `tokens` is the number of the last token that it was given."""

    digest: str
    conversation: str
    opened_at: datetime
    tokens: int


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One message of a person and its reply; `number` counts the turns of the conversation from 1.

    `request` is the message as it was sent, `said` how the transcript shows it, `reply` None until it came.
    """

    number: int
    key: str
    request: Mapping[str, Any]
    said: str | None
    taken_at: datetime
    reply: tuple[Mapping[str, Any], ...] | None
