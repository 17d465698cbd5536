"""Visits to the public door, and how many conversations were deleted, within a transaction that the caller holds."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.store.driven import Driven
from bot.store.kept import VisitRecord
from bot.store.tables import Tally, Visit

DELETED = "deleted conversations"

_COLUMNS = Visit.__table__.c
_VISIT = select(_COLUMNS.digest, _COLUMNS.conversation, _COLUMNS.opened_at, _COLUMNS.tokens).where(
    _COLUMNS.digest == bindparam("by")
)


def visit(begun: Driven, digest: str) -> VisitRecord | None:
    """The visit of a session."""
    row = begun.execute(_VISIT, {"by": digest}).first()
    return None if row is None else VisitRecord(*row)


def count_deleted(session: Session) -> None:
    """Counts one more deleted conversation."""
    tally = session.get(Tally, DELETED, with_for_update=True)
    if tally is None:
        session.add(Tally(name=DELETED, number=1))
    else:
        tally.number += 1


def visit_as_record(row: Visit) -> VisitRecord:
    """The row as a plain value."""
    return VisitRecord(row.digest, row.conversation, row.opened_at, row.tokens)
