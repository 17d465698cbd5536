"""Deleting all that is kept of a conversation, within a transaction that the caller holds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, func, select, union_all
from sqlalchemy.orm import Session

from bot.store import doors
from bot.store.tables import Answer, Callback, ReferenceCode, Result, Screening, Turn, Visit
from bot.store.tables_cases import Case


def forget(session: Session, conversation: str) -> int:
    """Deletes all of a conversation, and returns how many screenings that were."""
    others = session.execute(delete(Callback).where(Callback.conversation == conversation)).rowcount
    others += doors.forget(session, conversation)
    others += session.execute(delete(Case).where(Case.conversation == conversation)).rowcount
    # The database itself deletes what belongs to a screening.
    forgotten = session.execute(delete(Screening).where(Screening.conversation == conversation)).rowcount
    if forgotten or others:
        doors.count_deleted(session)
    return forgotten


def silent_since(session: Session, at: datetime) -> Sequence[str]:
    """The conversations in which nothing happened at or after this time, held until the transaction ends."""
    silent = _silent_since(at)
    held = select(Screening.id).where(Screening.conversation.in_(silent)).order_by(Screening.id)
    session.scalars(held.with_for_update()).all()
    # Another writer, for whom this one had to wait, may have added something.
    return session.scalars(silent).all()


def _silent_since(at: datetime) -> Select[tuple[str]]:
    of_screening = select(Screening.conversation)
    happened = union_all(
        select(Screening.conversation, Screening.started_at.label("at")),
        select(Screening.conversation, Screening.ended_at),
        of_screening.add_columns(Answer.understood_at).join(Answer, Answer.screening_id == Screening.id),
        of_screening.add_columns(Result.ended_at).join(Result, Result.screening_id == Screening.id),
        of_screening.add_columns(ReferenceCode.created_at).join(
            ReferenceCode, ReferenceCode.screening_id == Screening.id
        ),
        select(Callback.conversation, Callback.status_at),
        select(Visit.conversation, Visit.opened_at),
        select(Case.conversation, Case.opened_at),
        select(Case.conversation, Case.held_since),
        select(Turn.conversation, Turn.taken_at),
    ).subquery()
    return (
        select(happened.c.conversation).group_by(happened.c.conversation).having(func.max(happened.c.at) < at)
    )
