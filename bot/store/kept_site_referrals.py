"""What is kept of handing a person over to a site, as plain values. Times are aware and in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NewType
from uuid import UUID

from bot.store.kept import ScreeningId, SiteRecord

SiteReferralId = NewType("SiteReferralId", UUID)
MailId = NewType("MailId", UUID)


class SiteReferralStatus(StrEnum):
    """How far a person has come with one site."""

    NEW = "new"
    SENT = "sent"
    """The site has the summary, whichever way it went."""
    ACKNOWLEDGED = "acknowledged"
    SCHEDULED = "scheduled"
    """The site and the person have a day for the first visit."""
    ENROLLED = "enrolled"
    LOST = "lost"
    """It goes no further with this site; the reason is kept."""


NEXT: Mapping[SiteReferralStatus, tuple[SiteReferralStatus, ...]] = MappingProxyType(
    {
        SiteReferralStatus.NEW: (SiteReferralStatus.SENT, SiteReferralStatus.LOST),
        SiteReferralStatus.SENT: (
            SiteReferralStatus.ACKNOWLEDGED,
            SiteReferralStatus.SCHEDULED,
            SiteReferralStatus.LOST,
        ),
        SiteReferralStatus.ACKNOWLEDGED: (SiteReferralStatus.SCHEDULED, SiteReferralStatus.LOST),
        SiteReferralStatus.SCHEDULED: (SiteReferralStatus.ENROLLED, SiteReferralStatus.LOST),
        SiteReferralStatus.ENROLLED: (),
        SiteReferralStatus.LOST: (),
    }
)
"""What may follow on each status; after those that nothing follows on, the referral is closed."""

CLOSED = tuple(status for status, following in NEXT.items() if not following)


class LostReason(StrEnum):
    """Why a referral came to nothing."""

    WINDOW_CLOSED = "window_closed"
    NOT_REACHED = "not_reached"
    PERSON_SAID_NO = "person_said_no"
    SITE_SAID_NO = "site_said_no"
    SITE_FULL = "site_full"
    OTHER_SITE = "other_site"
    OTHER = "other"


class Shared(StrEnum):
    """What a person lets a site have."""

    CONTACT = "contact"
    ANSWERS = "answers"


class MailStatus(StrEnum):
    """How far a mail to a site has come."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
    """The sender fell, or the connection broke, after the site's server may have taken it."""
    CANCELLED = "cancelled"
    """The person took back the consent before it was sent."""


@dataclass(frozen=True, slots=True)
class SiteConsent:
    """What a person said when asked whether a site may contact them.

    `words_digest` is the SHA-256, in hexadecimal, of the words that were read aloud; `recorded_by` is a staff id.
    """

    agreed: bool
    shares: frozenset[Shared]
    at: datetime
    recorded_by: UUID
    words_digest: str


@dataclass(frozen=True, slots=True)
class SiteContact:
    """How a site reaches a person: `phone` in E.164 form, "+15155550123", the rest in the person's words."""

    name: str
    phone: str
    phone_as_given: str
    email: str | None = None
    best_time: str | None = None


@dataclass(frozen=True, slots=True)
class SiteReferralRecord:
    """A person handed over, or to be handed over, to one site, which is kept as it was when it was chosen.

    `consent` is the last word on it, None while nobody asked. `status_at` is when the status last changed.
    """

    id: SiteReferralId
    conversation: str
    screening: ScreeningId
    site: SiteRecord
    status: SiteReferralStatus
    status_at: datetime
    lost_reason: LostReason | None
    created_at: datetime
    created_by: UUID
    consent: SiteConsent | None
    contact: SiteContact | None

    @property
    def may_share(self) -> frozenset[Shared]:
        """What the person lets the site have; nothing without a consent that stands."""
        return self.consent.shares if self.consent and self.consent.agreed else frozenset()


@dataclass(frozen=True, slots=True)
class SiteReferralStep:
    """One entry in the history of a referral: a new status, or a note under the status that it had."""

    number: int
    status: SiteReferralStatus
    lost_reason: LostReason | None
    note: str
    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True)
class MailRecord:
    """A mail to a site. `password` opens its document, "" if none does; `problem` is a word from the sender.

    `next_at` is when it is tried (again), None where it is not. `attempts` counts how often it was taken to be sent.
    """

    id: MailId
    referral: SiteReferralId
    address: str
    password: str
    status: MailStatus
    attempts: int
    problem: str
    queued_at: datetime
    queued_by: UUID
    next_at: datetime | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailToSend:
    """What the sender needs of a mail. `message_id` is the same however often it is tried.

    `locked`: the document opens with a password only.
    """

    id: MailId
    referral: SiteReferralId
    message_id: str
    address: str
    document: bytes
    locked: bool
    site: str
    attempts: int
