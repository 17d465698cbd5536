"""The tables of cases and calls back. Who works here is named by id alone: their deeds outlast their account."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.column_types import EncryptedWords, one_of
from bot.store.kept_queue import AttemptOutcome, LiftReason
from bot.store.tables import Base

LASTING = text("lifted_at IS NULL")


class Case(Base):
    """One conversation that the call center knows."""

    __tablename__ = "case"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(unique=True)
    owner: Mapped[UUID | None] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    held_by: Mapped[UUID | None]
    held_since: Mapped[datetime | None]
    held_until: Mapped[datetime | None]


class CaseHandover(Base):
    """A case went from one person to another. Rows are added, never changed."""

    __tablename__ = "case_handover"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by: Mapped[UUID]
    was: Mapped[UUID | None]
    now: Mapped[UUID | None]
    in_hand: Mapped[bool]
    reason: Mapped[str] = mapped_column(EncryptedWords)


class CallAttempt(Base):
    """One attempt to call somebody who is to be called. Rows are added, never changed."""

    __tablename__ = "call_attempt"

    callback_id: Mapped[UUID] = mapped_column(ForeignKey("callback.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by: Mapped[UUID]
    outcome: Mapped[AttemptOutcome] = mapped_column(one_of(AttemptOutcome, "outcome"))
    note: Mapped[str | None] = mapped_column(EncryptedWords)
    again_on: Mapped[date | None]


class DoNotCall(Base):
    """A number that must not be called, as its digest alone: it outlasts all else that is kept of a person."""

    __tablename__ = "do_not_call"
    __table_args__ = (
        Index(
            "ix_do_not_call_lasting", "digest", unique=True, sqlite_where=LASTING, postgresql_where=LASTING
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(index=True)
    since: Mapped[datetime]
    entered_by: Mapped[UUID]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[UUID | None]
    lift_reason: Mapped[LiftReason | None] = mapped_column(one_of(LiftReason, "lift_reason"))
