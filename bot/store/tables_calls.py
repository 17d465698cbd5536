"""The tables of telephone calls. What belongs to a call goes with its case; who works here is named by id alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.store.column_types import EncryptedWords, one_of
from bot.store.kept import GivenBy
from bot.store.kept_calls import CallDirection, CallOutcome, LineKind, PauseReason
from bot.store.tables import Base


class Call(Base):
    """One telephone call about a case."""

    __tablename__ = "call"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    agent: Mapped[UUID] = mapped_column(index=True)
    caller: Mapped[GivenBy] = mapped_column(one_of(GivenBy, "caller"))
    direction: Mapped[CallDirection] = mapped_column(one_of(CallDirection, "direction"))
    continued: Mapped[bool]
    recorded: Mapped[bool | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[CallOutcome | None] = mapped_column(one_of(CallOutcome, "outcome"))
    alarmed_at: Mapped[datetime | None]
    safe_at: Mapped[datetime | None]
    pauses: Mapped[list["CallPause"]] = relationship(order_by="CallPause.number")


class CallPause(Base):
    """One rest in a call."""

    __tablename__ = "call_pause"

    call_id: Mapped[UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[PauseReason] = mapped_column(one_of(PauseReason, "reason"))
    words: Mapped[str | None] = mapped_column(EncryptedWords)
    paused_at: Mapped[datetime]
    paused_by: Mapped[UUID]
    resumed_at: Mapped[datetime | None]
    resumed_by: Mapped[UUID | None]


class CallLine(Base):
    """Words of the script that were read aloud, or looked up, in a call. Rows are added, never changed."""

    __tablename__ = "call_line"
    __table_args__ = (
        # The same form may be sent twice: by a double click, or by going back in the browser.
        UniqueConstraint("call_id", "key"),
    )

    call_id: Mapped[UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str]
    line: Mapped[str]
    kind: Mapped[LineKind] = mapped_column(one_of(LineKind, "kind"))
    digest: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID]
