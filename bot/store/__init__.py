"""The room that keeps records, and the only one that knows SQLAlchemy.

with open_records("sqlite:///records.db", cipher) as records:
    screening = records.begin_screening(conversation, "web", page_version, at)
"""

from bot.store.audit import AuditFilter
from bot.store.errors import (
    AnotherScreeningOpen,
    CallbackClosed,
    LastAdministrator,
    NoFreeCode,
    NotYetErased,
    RecordsUnavailable,
    ScreeningEnded,
    StaffKnown,
    UnknownCallback,
    UnknownScreening,
    UnknownStaff,
)
from bot.store.kept import (
    AnswerRecord,
    AnswerStatus,
    CallbackId,
    CallbackRecord,
    CallbackStatus,
    GivenAnswer,
    GivenBy,
    ReferralRecord,
    ResultRecord,
    ScreeningId,
    ScreeningRecord,
    SiteRecord,
    TurnRecord,
    VerdictRecord,
    VisitRecord,
)
from bot.store.kept_audit import AuditAction, AuditEntry
from bot.store.kept_staff import Role, StaffId, StaffRecord, StaffSecrets, StaffSession
from bot.store.migration import migrate
from bot.store.records import Records, open_records
from bot.store.standing import NOTHING, Standing
from bot.store.taking import Taking
from bot.store.tracker import TrackerDatabase

__all__ = [
    "NOTHING",
    "AnotherScreeningOpen",
    "AnswerRecord",
    "AnswerStatus",
    "AuditAction",
    "AuditEntry",
    "AuditFilter",
    "CallbackClosed",
    "CallbackId",
    "CallbackRecord",
    "CallbackStatus",
    "GivenAnswer",
    "GivenBy",
    "LastAdministrator",
    "NoFreeCode",
    "NotYetErased",
    "Records",
    "RecordsUnavailable",
    "ReferralRecord",
    "ResultRecord",
    "Role",
    "ScreeningEnded",
    "ScreeningId",
    "ScreeningRecord",
    "SiteRecord",
    "StaffId",
    "StaffKnown",
    "StaffRecord",
    "StaffSecrets",
    "StaffSession",
    "Standing",
    "Taking",
    "TrackerDatabase",
    "TurnRecord",
    "UnknownCallback",
    "UnknownScreening",
    "UnknownStaff",
    "VerdictRecord",
    "VisitRecord",
    "migrate",
    "open_records",
]
