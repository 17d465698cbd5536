"""Visits and turns of the public door, within a transaction that the caller holds."""

from collections.abc import Iterable

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.store.kept import TurnRecord, VisitRecord
from bot.store.tables import Tally, Turn, Visit

DELETED = "deleted conversations"


def turn_of_key(session: Session, conversation: str, key: str) -> Turn | None:
    """The turn that was taken under this key."""
    return session.scalars(
        select(Turn).where(Turn.conversation == conversation, Turn.key == key)
    ).one_or_none()


def add_turn(session: Session, turn: Turn) -> Turn:
    """Adds a turn after the last one of its conversation."""
    last = session.scalar(select(func.max(Turn.number)).where(Turn.conversation == turn.conversation))
    turn.number = (last or 0) + 1
    session.add(turn)
    return turn


def turns_of(session: Session, conversation: str) -> Iterable[Turn]:
    """The turns of a conversation, oldest first."""
    return session.scalars(select(Turn).where(Turn.conversation == conversation).order_by(Turn.number))


def last_answered(session: Session, conversation: str) -> Turn | None:
    """The last turn of a conversation that has its reply."""
    answered = select(Turn).where(Turn.conversation == conversation, Turn.reply.is_not(None))
    return session.scalars(answered.order_by(Turn.number.desc()).limit(1)).first()


def has_turns(session: Session, conversation: str) -> bool:
    """Whether a conversation has a turn."""
    return session.scalar(select(Turn.number).where(Turn.conversation == conversation).limit(1)) is not None


def forget(session: Session, conversation: str) -> int:
    """Deletes the visits and turns of a conversation; returns how many rows that were."""
    turns = session.execute(delete(Turn).where(Turn.conversation == conversation)).rowcount
    return turns + session.execute(delete(Visit).where(Visit.conversation == conversation)).rowcount


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


def turn_as_record(row: Turn) -> TurnRecord:
    """The row as a plain value."""
    reply = None if row.reply is None else tuple(row.reply)
    return TurnRecord(row.number, row.key, row.request, row.said, row.taken_at, reply)
