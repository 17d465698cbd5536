"""Who works at the console, within a transaction that the caller holds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.errors import LastAdministrator, UnknownStaff
from bot.store.kept_staff import Role, StaffId, StaffRecord, StaffSecrets, StaffSession
from bot.store.tables_staff import Invitation, RecoveryCode, SignedIn, Staff


def of_email(session: Session, email: str) -> Staff | None:
    """The person with this e-mail address, which must be in small letters."""
    return session.scalars(select(Staff).where(Staff.email == email)).one_or_none()


def hold(session: Session, staff: StaffId) -> Staff:
    """The person, kept from all other writers until the transaction ends. Raises UnknownStaff."""
    held = session.get(Staff, staff, with_for_update=True)
    if held is None:
        raise UnknownStaff
    return held


def everybody(session: Session) -> Sequence[Staff]:
    """All people, by name."""
    return session.scalars(select(Staff).order_by(Staff.name, Staff.email)).all()


def demand_another_administrator(session: Session, leaving: Staff) -> None:
    """Raises LastAdministrator when nobody else could administer; holds all who could."""
    those = select(Staff).where(Staff.role == Role.ADMINISTRATOR, Staff.active).order_by(Staff.id)
    administrators = session.scalars(those.with_for_update().execution_options(populate_existing=True)).all()
    if [each.id for each in administrators] == [leaving.id]:
        raise LastAdministrator


def end_sessions(session: Session, staff: StaffId, but: str | None = None) -> None:
    """Signs somebody out of every browser, but for the session with this digest."""
    session.execute(delete(SignedIn).where(SignedIn.staff_id == staff, SignedIn.digest != (but or "")))


def replace_invitation(session: Session, staff: StaffId, digest: str, until: datetime) -> None:
    """Only the newest link serves."""
    session.execute(delete(Invitation).where(Invitation.staff_id == staff))
    session.add(Invitation(staff_id=staff, digest=digest, expires_at=until))


def replace_recovery_codes(session: Session, staff: StaffId, digests: Sequence[str]) -> None:
    """Only the newest codes serve."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff))
    session.add_all(RecoveryCode(staff_id=staff, digest=digest) for digest in digests)


def as_record(row: Staff) -> StaffRecord:
    """The row as a plain value."""
    return StaffRecord(
        id=StaffId(row.id),
        email=row.email,
        name=row.name,
        role=row.role,
        active=row.active,
        has_password=row.password_hash is not None,
        has_second_step=row.totp_secret is not None,
        created_at=row.created_at,
        locked_until=row.locked_until,
    )


def secrets_as_record(row: Staff) -> StaffSecrets:
    """What the person proves who they are with."""
    return StaffSecrets(as_record(row), row.password_hash, row.totp_secret)


def session_as_record(row: SignedIn) -> StaffSession:
    """The row as a plain value."""
    return StaffSession(
        digest=row.digest,
        staff=as_record(row.staff),
        code_due=row.code_due,
        by_provider=row.by_provider,
        started_at=row.started_at,
        seen_at=row.seen_at,
        proved_at=row.proved_at,
    )
