"""The answers of one screening, within a transaction that the caller holds."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.kept import AnswerRecord, AnswerStatus, JsonValue, ScreeningId
from bot.store.tables import Answer, Screening

CONSENT = "consent"


def check(fact: str, value: JsonValue | None, status: AnswerStatus) -> None:
    """Raises ValueError for a value that does not go with its status, without repeating the value."""
    if (value is None) != (status is AnswerStatus.WITHDRAWN):
        raise ValueError(f"{fact}: a withdrawn answer has no value, and every other answer has one")
    if fact == CONSENT and status is AnswerStatus.ANSWERED and not isinstance(value, bool):
        raise ValueError("consent is answered with true or false")


def of_message(session: Session, screening: ScreeningId, fact: str, message_id: str) -> Answer | None:
    """What was already recorded for this fact from this message."""
    return session.scalars(
        select(Answer).where(
            Answer.screening_id == screening, Answer.fact == fact, Answer.message_id == message_id
        )
    ).one_or_none()


def add(session: Session, screening: Screening, answer: Answer) -> Answer:
    """Appends the answer to its screening; a word on consent also becomes the screening's consent."""
    last = session.scalar(select(func.max(Answer.sequence)).where(Answer.screening_id == screening.id))
    answer.screening_id, answer.sequence = screening.id, (last or 0) + 1
    session.add(answer)
    if answer.fact == CONSENT:
        screening.consent = answer.value if answer.status is AnswerStatus.ANSWERED else None
        screening.consent_at = answer.understood_at
    return answer


def all_of(session: Session, screening: ScreeningId) -> Iterable[Answer]:
    """Every version of every answer, oldest first."""
    return session.scalars(select(Answer).where(Answer.screening_id == screening).order_by(Answer.sequence))


def values_of(session: Session, screening: ScreeningId) -> dict[str, JsonValue]:
    """The last value of each answer by fact, without what was withdrawn."""
    rows = session.execute(
        select(Answer.fact, Answer.value).where(Answer.screening_id == screening).order_by(Answer.sequence)
    )
    last = {fact: value for fact, value in rows}
    return {fact: value for fact, value in last.items() if value is not None}


def versions_of(session: Session, screening: ScreeningId, fact: str) -> Iterable[Answer]:
    """Every version of the answer to one fact, oldest first."""
    return session.scalars(
        select(Answer).where(Answer.screening_id == screening, Answer.fact == fact).order_by(Answer.sequence)
    )


def as_record(row: Answer) -> AnswerRecord:
    """The row as a plain value."""
    return AnswerRecord(
        sequence=row.sequence,
        fact=row.fact,
        value=row.value,
        status=row.status,
        words=row.words,
        understood_at=row.understood_at,
        given_by=row.given_by,
        message_id=row.message_id,
    )
