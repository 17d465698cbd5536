"""The tables of handing a person over to a site, and of the mails that do it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Double, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.column_types import EncryptedWords, one_of
from bot.store.kept_site_referrals import CLOSED, LostReason, MailStatus, SiteReferralStatus
from bot.store.tables import Base

OPEN = text(f"status NOT IN ({', '.join(repr(status.value) for status in CLOSED)})")
UNDER_WAY = text("status IN ('queued', 'sending')")


class SiteReferral(Base):
    """One person and one site; at most one that is open for each site."""

    __tablename__ = "site_referral"
    __table_args__ = (
        Index(
            "ix_site_referral_open",
            "conversation",
            "site_name",
            "site_zip",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(index=True)
    screening_id: Mapped[UUID] = mapped_column(ForeignKey("screening.id", ondelete="CASCADE"), index=True)
    site_name: Mapped[str]
    site_city: Mapped[str]
    site_state: Mapped[str]
    site_zip: Mapped[str]
    site_status: Mapped[str]
    site_distance_miles: Mapped[float | None] = mapped_column(Double)
    status: Mapped[SiteReferralStatus] = mapped_column(one_of(SiteReferralStatus, "status"))
    status_at: Mapped[datetime]
    lost_reason: Mapped[LostReason | None] = mapped_column(one_of(LostReason, "lost_reason"))
    created_at: Mapped[datetime]
    created_by: Mapped[UUID]
    contact_name: Mapped[str | None] = mapped_column(EncryptedWords)
    contact_phone: Mapped[str | None] = mapped_column(EncryptedWords)
    contact_phone_as_given: Mapped[str | None] = mapped_column(EncryptedWords)
    contact_email: Mapped[str | None] = mapped_column(EncryptedWords)
    contact_best_time: Mapped[str | None] = mapped_column(EncryptedWords)


class SiteReferralConsent(Base):
    """One word of a person on being contacted by a site. Rows are added, never changed; the last one counts."""

    __tablename__ = "site_referral_consent"

    referral_id: Mapped[UUID] = mapped_column(
        ForeignKey("site_referral.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agreed: Mapped[bool]
    shares: Mapped[Any] = mapped_column(JSON)
    at: Mapped[datetime]
    recorded_by: Mapped[UUID]
    words_digest: Mapped[str]


class SiteReferralStepTaken(Base):
    """One entry in the history of a referral. Rows are added, never changed."""

    __tablename__ = "site_referral_step"

    referral_id: Mapped[UUID] = mapped_column(
        ForeignKey("site_referral.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[SiteReferralStatus] = mapped_column(one_of(SiteReferralStatus, "status"))
    lost_reason: Mapped[LostReason | None] = mapped_column(one_of(LostReason, "lost_reason"))
    note: Mapped[str] = mapped_column(EncryptedWords)
    at: Mapped[datetime]
    by: Mapped[UUID]


class SiteMail(Base):
    """A mail to a site, with its document (Base64) until it is sent; at most one under way for a referral."""

    __tablename__ = "site_mail"
    __table_args__ = (
        UniqueConstraint("referral_id", "key"),
        Index(
            "ix_site_mail_under_way",
            "referral_id",
            unique=True,
            sqlite_where=UNDER_WAY,
            postgresql_where=UNDER_WAY,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("site_referral.id", ondelete="CASCADE"))
    key: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str] = mapped_column(EncryptedWords)
    password: Mapped[str] = mapped_column(EncryptedWords)
    document: Mapped[str | None] = mapped_column(EncryptedWords)
    status: Mapped[MailStatus] = mapped_column(one_of(MailStatus, "status"))
    attempts: Mapped[int]
    problem: Mapped[str]
    queued_at: Mapped[datetime]
    queued_by: Mapped[UUID]
    next_at: Mapped[datetime | None]
    taken_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
