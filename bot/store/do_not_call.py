"""Numbers that must not be called, within a transaction that the caller holds."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.store.errors import MustNotBeCalled
from bot.store.kept_queue import DoNotCallRecord, LiftReason
from bot.store.kept_staff import StaffId
from bot.store.tables_cases import DoNotCall


def lasting(session: Session, digest: str) -> DoNotCall | None:
    """The entry of a number that must not be called now, kept from all other writers."""
    return session.scalars(
        select(DoNotCall).where(DoNotCall.digest == digest, DoNotCall.lifted_at.is_(None)).with_for_update()
    ).one_or_none()


def enter(session: Session, digest: str, at: datetime, by: StaffId) -> None:
    """From now on the number must not be called."""
    if lasting(session, digest) is None:
        session.add(DoNotCall(id=uuid4(), digest=digest, since=at, entered_by=by))


def lift(session: Session, digest: str, at: datetime, by: StaffId | None, reason: LiftReason) -> bool:
    """The number may be called again; returns whether it could not before."""
    entry = lasting(session, digest)
    if entry is None:
        return False
    entry.lifted_at, entry.lifted_by, entry.lift_reason = at, by, reason
    return True


def demand_permission(session: Session, digest: str, agreed_anew_at: datetime | None) -> None:
    """Raises MustNotBeCalled where a number must not be called and its holder did not agree anew."""
    if agreed_anew_at is not None:
        lift(session, digest, agreed_anew_at, None, LiftReason.AGREED_IN_CHAT)
    elif lasting(session, digest):
        raise MustNotBeCalled


def history_of(digest: str) -> Select[tuple[DoNotCall]]:
    """All entries of a number, oldest first."""
    return select(DoNotCall).where(DoNotCall.digest == digest).order_by(DoNotCall.since, DoNotCall.id)


def as_record(row: DoNotCall) -> DoNotCallRecord:
    """The row as a plain value."""
    return DoNotCallRecord(
        since=row.since,
        entered_by=StaffId(row.entered_by),
        lifted_at=row.lifted_at,
        lifted_by=None if row.lifted_by is None else StaffId(row.lifted_by),
        lift_reason=row.lift_reason,
    )
