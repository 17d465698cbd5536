"""Referrals to sites, within a transaction that the caller holds."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.encryption import Cipher
from bot.store import callbacks, do_not_call
from bot.store.errors import NoContact, NotAgreed, NotTheNextStep, UnknownSiteReferral
from bot.store.kept import ScreeningId, SiteRecord
from bot.store.kept_site_referrals import (
    CLOSED,
    NEXT,
    LostReason,
    Shared,
    SiteConsent,
    SiteContact,
    SiteReferralId,
    SiteReferralRecord,
    SiteReferralStatus,
    SiteReferralStep,
)
from bot.store.tables import Screening
from bot.store.tables_site_referrals import SiteReferral, SiteReferralConsent, SiteReferralStepTaken


def open_one(session: Session, conversation: str, site: SiteRecord) -> SiteReferral | None:
    """The referral to a site that is not closed."""
    return session.scalars(
        select(SiteReferral).where(
            SiteReferral.conversation == conversation,
            SiteReferral.site_name == site.name,
            SiteReferral.site_zip == site.zip,
            SiteReferral.status.not_in(CLOSED),
        )
    ).one_or_none()


def add(session: Session, screening: Screening, site: SiteRecord, by: UUID, at: datetime) -> SiteReferral:
    """Adds a referral, and its beginning to its history."""
    row = SiteReferral(
        id=uuid4(),
        conversation=screening.conversation,
        screening_id=screening.id,
        site_name=site.name,
        site_city=site.city,
        site_state=site.state,
        site_zip=site.zip,
        site_status=site.status,
        site_distance_miles=site.distance_miles,
        status=SiteReferralStatus.NEW,
        status_at=at,
        created_at=at,
        created_by=by,
    )
    session.add(row)
    session.flush()
    add_step(session, row, "", by, at)
    return row


def hold(session: Session, referral: SiteReferralId) -> SiteReferral:
    """The referral, kept from all other writers until the transaction ends. Raises UnknownSiteReferral."""
    held = session.get(SiteReferral, referral, with_for_update=True)
    if held is None:
        raise UnknownSiteReferral
    return held


def those(
    session: Session, conversation: str | None, statuses: Collection[SiteReferralStatus] | None
) -> Iterable[SiteReferral]:
    """The referrals of this conversation and with these statuses, where given, oldest first."""
    wanted = select(SiteReferral).order_by(SiteReferral.created_at, SiteReferral.id)
    if conversation is not None:
        wanted = wanted.where(SiteReferral.conversation == conversation)
    if statuses is not None:
        wanted = wanted.where(SiteReferral.status.in_(statuses))
    return session.scalars(wanted)


def step_to(
    session: Session,
    cipher: Cipher,
    row: SiteReferral,
    status: SiteReferralStatus,
    reason: LostReason | None,
    note: str,
    by: UUID,
    at: datetime,
) -> None:
    """Takes a referral to its next status. Raises NotTheNextStep, and what `must_be_ready` does."""
    if status not in NEXT[row.status]:
        raise NotTheNextStep
    if status is SiteReferralStatus.SENT:
        must_be_ready(session, cipher, row)
    row.status, row.status_at, row.lost_reason = status, at, reason
    add_step(session, row, note, by, at)


def must_be_ready(session: Session, cipher: Cipher, row: SiteReferral) -> None:
    """Raises NotAgreed, NoContact or MustNotBeCalled where nothing may or can go to the site."""
    consent = last_consent(session, row)
    if consent is None or not consent.agreed:
        raise NotAgreed
    if row.contact_name is None or row.contact_phone is None:
        raise NoContact
    do_not_call.demand_permission(session, callbacks.phone_digest(cipher, row.contact_phone), None)


def add_step(session: Session, row: SiteReferral, note: str, by: UUID, at: datetime) -> None:
    """Adds an entry under the status that the referral has now."""
    number = 1 + sum(1 for _ in steps_of(session, row.id))
    session.add(
        SiteReferralStepTaken(
            referral_id=row.id,
            number=number,
            status=row.status,
            lost_reason=row.lost_reason,
            note=note,
            at=at,
            by=by,
        )
    )


def steps_of(session: Session, referral: UUID) -> Iterable[SiteReferralStepTaken]:
    """The history of a referral, oldest first."""
    return session.scalars(
        select(SiteReferralStepTaken)
        .where(SiteReferralStepTaken.referral_id == referral)
        .order_by(SiteReferralStepTaken.number)
    )


def add_consent(session: Session, row: SiteReferral, consent: SiteConsent) -> None:
    """Adds what a person said on being contacted."""
    given = session.scalar(select(func.count()).where(SiteReferralConsent.referral_id == row.id))
    session.add(
        SiteReferralConsent(
            referral_id=row.id,
            number=(given or 0) + 1,
            agreed=consent.agreed,
            shares=sorted(consent.shares),
            at=consent.at,
            recorded_by=consent.recorded_by,
            words_digest=consent.words_digest,
        )
    )
    session.flush()


def consents_of(session: Session, referral: UUID) -> Iterable[SiteReferralConsent]:
    """All that a person said on being contacted, the last first."""
    return session.scalars(
        select(SiteReferralConsent)
        .where(SiteReferralConsent.referral_id == referral)
        .order_by(SiteReferralConsent.number.desc())
    )


def last_consent(session: Session, row: SiteReferral) -> SiteConsent | None:
    """What counts of it."""
    last = next(iter(consents_of(session, row.id)), None)
    return None if last is None else consent_as_record(last)


def consent_as_record(row: SiteReferralConsent) -> SiteConsent:
    """The row as a plain value."""
    shares = frozenset(Shared(each) for each in row.shares)
    return SiteConsent(row.agreed, shares, row.at, row.recorded_by, row.words_digest)


def step_as_record(row: SiteReferralStepTaken) -> SiteReferralStep:
    """The row as a plain value."""
    return SiteReferralStep(row.number, row.status, row.lost_reason, row.note, row.at, row.by)


def as_record(session: Session, row: SiteReferral) -> SiteReferralRecord:
    """The row, with the consent that counts, as a plain value."""
    return SiteReferralRecord(
        id=SiteReferralId(row.id),
        conversation=row.conversation,
        screening=ScreeningId(row.screening_id),
        site=_site(row),
        status=row.status,
        status_at=row.status_at,
        lost_reason=row.lost_reason,
        created_at=row.created_at,
        created_by=row.created_by,
        consent=last_consent(session, row),
        contact=_contact(row),
    )


def _site(row: SiteReferral) -> SiteRecord:
    return SiteRecord(
        row.site_name, row.site_city, row.site_state, row.site_zip, row.site_distance_miles, row.site_status
    )


def _contact(row: SiteReferral) -> SiteContact | None:
    if row.contact_name is None:
        return None
    return SiteContact(
        name=row.contact_name,
        phone=row.contact_phone or "",
        phone_as_given=row.contact_phone_as_given or "",
        email=row.contact_email,
        best_time=row.contact_best_time,
    )
