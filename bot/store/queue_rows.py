"""Who is to be called, and what came of it, within a transaction that the caller holds."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from bot.store import answers, case_rows
from bot.store.kept import AnswerRecord, CallbackStatus
from bot.store.kept_queue import AttemptRecord
from bot.store.kept_staff import StaffId
from bot.store.tables import Answer, Callback, Screening
from bot.store.tables_cases import CallAttempt, Case, DoNotCall

WAITING = (CallbackStatus.REQUESTED, CallbackStatus.CALLED)


def waiting() -> Select[tuple[Callback]]:
    """The requests of people who are to be called and may be, oldest first."""
    barred = exists().where(DoNotCall.digest == Callback.phone_digest, DoNotCall.lifted_at.is_(None))
    open_ones = select(Callback).where(Callback.status.in_(WAITING), ~barred)
    return open_ones.order_by(Callback.created_at, Callback.id)


def hold_same_phone(session: Session, digest: str) -> Sequence[Callback]:
    """All requests for this number, kept from all other writers until the transaction ends.

    Whoever holds several holds these first and in this order, so that nobody waits for each other.
    """
    same = select(Callback).where(Callback.phone_digest == digest)
    return session.scalars(same.order_by(Callback.id).with_for_update()).all()


def cases_with_phone(digest: str) -> Select[tuple[Case]]:
    """The cases of all who asked for a call at this number."""
    same = select(Callback.conversation).where(Callback.phone_digest == digest)
    return select(Case).where(Case.conversation.in_(same)).order_by(Case.id)


def in_other_hands(
    session: Session, conversations: Sequence[str], staff: StaffId, at: datetime
) -> Case | None:
    """A case of these conversations that somebody else has in hand; all of them are kept from other writers."""
    cases = select(Case).where(Case.conversation.in_(conversations)).order_by(Case.id).with_for_update()
    taken = (
        case for case in session.scalars(cases) if case_rows.as_record(case).holder(at) not in (None, staff)
    )
    return next(taken, None)


def cancel(callbacks: Sequence[Callback], at: datetime) -> None:
    """Cancels those that are still to be called."""
    for callback in callbacks:
        if callback.status in WAITING:
            callback.status, callback.status_at = CallbackStatus.CANCELLED, at


def answers_about(
    session: Session, conversations: Collection[str], facts: Collection[str]
) -> dict[str, dict[str, AnswerRecord]]:
    """By conversation and fact, the last answers in the current screening."""
    numbered = select(Screening).where(Screening.conversation.in_(conversations)).order_by(Screening.number)
    current = {row.conversation: row.id for row in session.scalars(numbered)}
    rows = session.execute(
        select(Screening.conversation, Answer)
        .join(Answer, Answer.screening_id == Screening.id)
        .where(Screening.id.in_(current.values()), Answer.fact.in_(facts))
        .order_by(Answer.sequence)
    )
    found: dict[str, dict[str, AnswerRecord]] = {}
    for conversation, row in rows:
        found.setdefault(conversation, {})[row.fact] = answers.as_record(row)
    return found


def add_attempt(session: Session, callback: Callback, attempt: CallAttempt) -> None:
    """Adds an attempt as the next of its request."""
    so_far = session.scalar(select(func.count()).where(CallAttempt.callback_id == callback.id)) or 0
    attempt.callback_id, attempt.number = callback.id, so_far + 1
    session.add(attempt)


def as_record(row: CallAttempt) -> AttemptRecord:
    """The row as a plain value."""
    return AttemptRecord(
        number=row.number,
        at=row.at,
        by=StaffId(row.by),
        outcome=row.outcome,
        note=row.note,
        again_on=row.again_on,
    )
