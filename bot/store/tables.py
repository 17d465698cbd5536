"""The tables. A change here needs a migration beside it in `migrations/versions`; a test compares the two."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from bot.store.column_types import EncryptedJson, EncryptedWords, UtcTime, one_of
from bot.store.kept import AnswerStatus, CallbackStatus, GivenBy, MayBeSetAside
from bot.store.kept_queue import CallReason

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
OPEN = text("ended_at IS NULL")


class Base(DeclarativeBase):
    """Names every constraint, so that a later migration can change it on either database."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Text, datetime: UtcTime}  # noqa: RUF012 - SQLAlchemy's own declaration


class Screening(MayBeSetAside, Base):
    """One screening of a conversation, of which at most one is open."""

    __tablename__ = "screening"
    __table_args__ = (
        UniqueConstraint("conversation", "number"),
        Index("ix_screening_open", "conversation", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation: Mapped[str]
    number: Mapped[int]
    channel: Mapped[str]
    page_version: Mapped[str]
    consent: Mapped[bool | None]
    consent_at: Mapped[datetime | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]


class Answer(Base):
    """One version of an answer. Rows are added, never changed."""

    __tablename__ = "answer"
    __table_args__ = (
        # A message may be delivered again after a crash; it also serves the history of one fact as its index.
        UniqueConstraint("screening_id", "fact", "message_id"),
        CheckConstraint("(value IS NULL) = (status = 'withdrawn')", name="withdrawn_without_value"),
    )

    screening_id: Mapped[UUID] = mapped_column(
        ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True
    )
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fact: Mapped[str]
    value: Mapped[Any | None] = mapped_column(EncryptedJson)
    status: Mapped[AnswerStatus] = mapped_column(one_of(AnswerStatus, "status"))
    words: Mapped[str] = mapped_column(EncryptedWords)
    understood_at: Mapped[datetime]
    given_by: Mapped[GivenBy] = mapped_column(one_of(GivenBy, "given_by"))
    message_id: Mapped[str]


class Result(Base):
    """One ending of a screening. After a correction it ends again, with the next run."""

    __tablename__ = "result"

    screening_id: Mapped[UUID] = mapped_column(
        ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True
    )
    run: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ended_at: Mapped[datetime]
    outcome: Mapped[str]
    verdicts: Mapped[list["Verdict"]] = relationship(order_by="Verdict.position")
    referral: Mapped["Referral | None"] = relationship()


class Verdict(Base):
    """What one criterion came to in one run."""

    __tablename__ = "verdict"
    __table_args__ = (
        ForeignKeyConstraint(
            ["screening_id", "run"], ["result.screening_id", "result.run"], ondelete="CASCADE"
        ),
        UniqueConstraint("screening_id", "run", "criterion"),
    )

    screening_id: Mapped[UUID] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    criterion: Mapped[str]
    verdict: Mapped[str]
    # It may name a medicine that the person named.
    reason: Mapped[str] = mapped_column(EncryptedWords)
    available_from: Mapped[date | None]


class Referral(Base):
    """What one run offered."""

    __tablename__ = "referral"
    __table_args__ = (
        ForeignKeyConstraint(
            ["screening_id", "run"], ["result.screening_id", "result.run"], ondelete="CASCADE"
        ),
    )

    screening_id: Mapped[UUID] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[str | None] = mapped_column(EncryptedWords)
    sites: Mapped[list["ReferralSite"]] = relationship(order_by="ReferralSite.position")


class ReferralSite(Base):
    """One site of a referral, as it was at the time."""

    __tablename__ = "referral_site"
    __table_args__ = (
        ForeignKeyConstraint(
            ["screening_id", "run"], ["referral.screening_id", "referral.run"], ondelete="CASCADE"
        ),
    )

    screening_id: Mapped[UUID] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    city: Mapped[str]
    state: Mapped[str]
    zip: Mapped[str]
    distance_miles: Mapped[float | None] = mapped_column(Double)
    status: Mapped[str]


class ReferenceCode(Base):
    """A code that was given for a screening. It is never given again, not even after it expired."""

    __tablename__ = "reference_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    screening_id: Mapped[UUID] = mapped_column(ForeignKey("screening.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Callback(Base):
    """A request to be called. It hangs on the conversation, as it needs no screening."""

    __tablename__ = "callback"
    __table_args__ = (
        # A message may be delivered again after a crash.
        UniqueConstraint("conversation", "message_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation: Mapped[str]
    message_id: Mapped[str]
    name: Mapped[str] = mapped_column(EncryptedWords)
    phone: Mapped[str] = mapped_column(EncryptedWords)
    phone_as_given: Mapped[str] = mapped_column(EncryptedWords)
    best_time: Mapped[str | None] = mapped_column(EncryptedWords)
    consent_at: Mapped[datetime]
    created_at: Mapped[datetime]
    status: Mapped[CallbackStatus] = mapped_column(one_of(CallbackStatus, "status"))
    status_at: Mapped[datetime]
    due_on: Mapped[date]
    reason: Mapped[CallReason] = mapped_column(one_of(CallReason, "reason"))
    phone_digest: Mapped[str] = mapped_column(index=True)


class Visit(Base):
    """A browser's part in a conversation. Which one it is shows only to who holds its signed session."""

    __tablename__ = "visit"

    digest: Mapped[str] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    tokens: Mapped[int]


class Turn(Base):
    """What a person sent through the door, and the assistant's reply once it came."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("conversation", "key"),)

    conversation: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str]
    request: Mapped[Any] = mapped_column(EncryptedJson)
    said: Mapped[str | None] = mapped_column(EncryptedWords)
    taken_at: Mapped[datetime]
    reply: Mapped[Any | None] = mapped_column(EncryptedJson)


class Tally(Base):
    """What remains of the conversations that were deleted: how many there were."""

    __tablename__ = "tally"

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
