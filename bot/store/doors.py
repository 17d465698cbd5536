"""Visits to the public door, and how many conversations were deleted, within a transaction that the caller holds."""

from sqlalchemy import Connection, Row, bindparam, select
from sqlalchemy.orm import Session

from bot.store.kept import VisitRecord
from bot.store.tables import Tally, Visit

DELETED = "deleted conversations"

_VISIT = select(Visit.__table__).where(Visit.__table__.c.digest == bindparam("by"))


def visit(connection: Connection, digest: str) -> VisitRecord | None:
    """The visit of a session."""
    row = connection.execute(_VISIT, {"by": digest}).one_or_none()
    return None if row is None else visit_as_record(row)


def count_deleted(session: Session) -> None:
    """Counts one more deleted conversation."""
    tally = session.get(Tally, DELETED, with_for_update=True)
    if tally is None:
        session.add(Tally(name=DELETED, number=1))
    else:
        tally.number += 1


def visit_as_record(row: Visit | Row) -> VisitRecord:
    """The row as a plain value."""
    return VisitRecord(row.digest, row.conversation, row.opened_at, row.tokens)
