"""The tables of who works at the console, and of the chain of what they did."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.store.column_types import EncryptedWords, TimeOrNone, Words, one_of
from bot.store.kept_staff import Role
from bot.store.tables import Base


class Staff(Base):
    """One person. Nobody is ever removed: the audit log names them."""

    __tablename__ = "staff"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Words)
    role: Mapped[Role] = mapped_column(one_of(Role, "role"))
    active: Mapped[bool]
    password_hash: Mapped[str | None]
    totp_secret: Mapped[str | None] = mapped_column(EncryptedWords)
    totp_step: Mapped[int]
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class SignedIn(Base):
    """A browser in which somebody signed in. Its cookie cannot be made from the digest."""

    __tablename__ = "staff_session"

    digest: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    code_due: Mapped[bool]
    by_provider: Mapped[bool]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime]
    staff: Mapped[Staff] = relationship(lazy="joined", innerjoin=True)


class RecoveryCode(Base):
    """One of the codes that stand in for a lost phone; it is removed when it is used."""

    __tablename__ = "staff_recovery_code"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)


class Invitation(Base):
    """A link by which somebody chooses a password; it is removed when it is used, and a new one replaces it."""

    __tablename__ = "staff_invitation"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]


class AuditLink(Base):
    """One link of the chain. Rows are added, never changed nor removed: the database itself refuses both."""

    __tablename__ = "audit_entry"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(TimeOrNone, index=True)
    actor: Mapped[str] = mapped_column(index=True)
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    details: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]
