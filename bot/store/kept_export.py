"""All that is kept of one person, as plain values, for an export."""

from dataclasses import dataclass

from bot.store.kept import AnswerRecord, CallbackRecord, ResultRecord, ScreeningRecord
from bot.store.kept_calls import CallRecord
from bot.store.kept_cases import CaseRecord
from bot.store.kept_queue import AttemptRecord
from bot.store.kept_site_referrals import SiteReferralRecord


@dataclass(frozen=True, slots=True)
class ScreeningKept:
    """One screening, every version of its answers, and each of its endings, all oldest first."""

    screening: ScreeningRecord
    answers: tuple[AnswerRecord, ...]
    results: tuple[ResultRecord, ...]


@dataclass(frozen=True, slots=True)
class CallbackKept:
    """One request to be called, and the attempts."""

    callback: CallbackRecord
    attempts: tuple[AttemptRecord, ...]


@dataclass(frozen=True, slots=True)
class PersonKept:
    """One conversation: screenings, calls, requests to be called and referrals, each oldest first."""

    conversation: str
    case: CaseRecord | None
    screenings: tuple[ScreeningKept, ...]
    calls: tuple[CallRecord, ...]
    callbacks: tuple[CallbackKept, ...]
    referrals: tuple[SiteReferralRecord, ...]
