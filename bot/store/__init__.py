"""The room that keeps records, and the only one that knows SQLAlchemy.

with open_records("sqlite:///records.db") as records:
    screening = records.begin_screening(conversation, "web", page_version, at)
"""

from bot.store.errors import (
    AnotherScreeningOpen,
    CallbackClosed,
    NoFreeCode,
    NotYetErased,
    RecordsUnavailable,
    ScreeningEnded,
    UnknownCallback,
    UnknownScreening,
)
from bot.store.kept import (
    AnswerRecord,
    AnswerStatus,
    CallbackId,
    CallbackRecord,
    CallbackStatus,
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
from bot.store.migration import migrate
from bot.store.records import Records, open_records
from bot.store.tracker import TrackerFile

__all__ = [
    "AnotherScreeningOpen",
    "AnswerRecord",
    "AnswerStatus",
    "CallbackClosed",
    "CallbackId",
    "CallbackRecord",
    "CallbackStatus",
    "GivenBy",
    "NoFreeCode",
    "NotYetErased",
    "Records",
    "RecordsUnavailable",
    "ReferralRecord",
    "ResultRecord",
    "ScreeningEnded",
    "ScreeningId",
    "ScreeningRecord",
    "SiteRecord",
    "TrackerFile",
    "TurnRecord",
    "UnknownCallback",
    "UnknownScreening",
    "VerdictRecord",
    "VisitRecord",
    "migrate",
    "open_records",
]
