"""The tables of cases. Who works here is named by id alone: what they did outlasts their account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.column_types import EncryptedWords
from bot.store.tables import Base


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
