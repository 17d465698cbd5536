"""The room that keeps records, and the only one that knows SQLAlchemy.

with open_records("sqlite:///records.db") as records:
    screening = records.begin_screening(conversation, "web", page_version, at)
"""

from bot.store.errors import (
    AnotherScreeningOpen,
    NotYetErased,
    RecordsUnavailable,
    ScreeningEnded,
    UnknownScreening,
)
from bot.store.kept import (
    AnswerRecord,
    AnswerStatus,
    GivenBy,
    ReferralRecord,
    ResultRecord,
    ScreeningId,
    ScreeningRecord,
    SiteRecord,
    VerdictRecord,
)
from bot.store.migration import migrate
from bot.store.records import Records, open_records

__all__ = [
    "AnotherScreeningOpen",
    "AnswerRecord",
    "AnswerStatus",
    "GivenBy",
    "NotYetErased",
    "Records",
    "RecordsUnavailable",
    "ReferralRecord",
    "ResultRecord",
    "ScreeningEnded",
    "ScreeningId",
    "ScreeningRecord",
    "SiteRecord",
    "UnknownScreening",
    "VerdictRecord",
    "migrate",
    "open_records",
]
