"""Mails to sites, within a transaction that the caller holds."""

from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.kept_site_referrals import MailId, MailRecord, MailStatus, MailToSend, SiteReferralId
from bot.store.tables_site_referrals import SiteMail, SiteReferral

AGAIN = (MailStatus.FAILED, MailStatus.UNSURE)
"""A mail that ended like this still has its document, and can be sent again."""


def of_key(session: Session, referral: UUID, key: str) -> SiteMail | None:
    """The mail that was queued under this key."""
    return session.scalars(
        select(SiteMail).where(SiteMail.referral_id == referral, SiteMail.key == key)
    ).one_or_none()


def of_referral(session: Session, referral: UUID) -> Iterable[SiteMail]:
    """The mails of a referral, oldest first."""
    return session.scalars(
        select(SiteMail).where(SiteMail.referral_id == referral).order_by(SiteMail.queued_at, SiteMail.id)
    )


def next_due(session: Session, at: datetime) -> SiteMail | None:
    """The mail that has waited longest of those whose turn has come, kept from other senders."""
    return session.scalars(
        select(SiteMail)
        .where(SiteMail.status == MailStatus.QUEUED, SiteMail.next_at <= at)
        .order_by(SiteMail.next_at, SiteMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()


def abandoned(session: Session, at: datetime) -> Iterable[SiteMail]:
    """Mails whose sender took them and never said how it went."""
    return session.scalars(
        select(SiteMail)
        .where(SiteMail.status == MailStatus.SENDING, SiteMail.taken_until <= at)
        .with_for_update(skip_locked=True)
    )


def close(mail: SiteMail, status: MailStatus, problem: str = "") -> None:
    """Lets a mail rest with this status; what no one will send again loses its document."""
    mail.status, mail.problem = status, problem
    mail.next_at = mail.taken_until = None
    if status not in AGAIN:
        mail.document = None


def to_send(session: Session, mail: SiteMail) -> MailToSend:
    """What the sender needs."""
    site = session.get_one(SiteReferral, mail.referral_id)
    return MailToSend(
        id=MailId(mail.id),
        referral=SiteReferralId(mail.referral_id),
        message_id=mail.message_id,
        address=mail.address,
        document=b64decode(mail.document or ""),
        locked=bool(mail.password),
        site=site.site_name,
        attempts=mail.attempts,
    )


def as_record(row: SiteMail) -> MailRecord:
    """The row as a plain value, without the document."""
    return MailRecord(
        id=MailId(row.id),
        referral=SiteReferralId(row.referral_id),
        address=row.address,
        password=row.password,
        status=row.status,
        attempts=row.attempts,
        problem=row.problem,
        queued_at=row.queued_at,
        queued_by=row.queued_by,
        next_at=row.next_at,
        sent_at=row.sent_at,
    )
