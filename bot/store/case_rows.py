"""Cases, within a transaction that the caller holds."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.store.errors import UnknownCase
from bot.store.kept_cases import CaseId, CaseRecord, HandoverRecord
from bot.store.kept_staff import StaffId
from bot.store.tables_cases import Case, CaseHandover

HELD_FOR = timedelta(minutes=30)
"""Longer than any silence in a call, so that nobody cuts in; short enough that a forgotten case is soon free."""


def of(session: Session, conversation: str) -> Case | None:
    """The case of a conversation."""
    return session.scalars(select(Case).where(Case.conversation == conversation)).one_or_none()


def hold(session: Session, case: CaseId) -> Case:
    """The case, kept from all other writers until the transaction ends.

    Raises UnknownCase.
    """
    held = session.get(Case, case, with_for_update=True)
    if held is None:
        raise UnknownCase
    return held


def put_in_hand(held: Case, staff: StaffId, at: datetime) -> Case:
    """Puts a case in somebody's hands, or keeps it there."""
    if as_record(held).holder(at) != staff:
        held.held_since = at
    held.held_by, held.held_until = staff, at + HELD_FOR
    held.owner = held.owner or staff
    return held


def add_handover(session: Session, held: Case, handover: HandoverRecord) -> None:
    """Adds what happened to the case's history."""
    so_far = session.scalar(select(func.count()).where(CaseHandover.case_id == held.id)) or 0
    session.add(
        CaseHandover(
            case_id=held.id,
            number=so_far + 1,
            at=handover.at,
            by=handover.by,
            was=handover.was,
            now=handover.now,
            in_hand=handover.in_hand,
            reason=handover.reason,
        )
    )


def as_record(row: Case) -> CaseRecord:
    """The row as a plain value."""
    return CaseRecord(
        id=CaseId(row.id),
        conversation=row.conversation,
        owner=_staff(row.owner),
        opened_at=row.opened_at,
        held_by=_staff(row.held_by),
        held_since=row.held_since,
        held_until=row.held_until,
    )


def handovers_of(case: CaseId) -> Select[tuple[CaseHandover]]:
    """From whom to whom a case went, oldest first."""
    return select(CaseHandover).where(CaseHandover.case_id == case).order_by(CaseHandover.number)


def handover_as_record(row: CaseHandover) -> HandoverRecord:
    """The row as a plain value."""
    return HandoverRecord(
        at=row.at,
        by=StaffId(row.by),
        was=_staff(row.was),
        now=_staff(row.now),
        in_hand=row.in_hand,
        reason=row.reason,
    )


def _staff(kept: UUID | None) -> StaffId | None:
    return None if kept is None else StaffId(kept)
