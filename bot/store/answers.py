"""The answers of one screening, within a transaction that the caller holds."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, exists, func, insert, select
from sqlalchemy.orm import Session

from bot.store import screenings
from bot.store.driven import Driven
from bot.store.kept import AnswerRecord, AnswerStatus, GivenAnswer, JsonValue, ScreeningId
from bot.store.tables import Answer

CONSENT = "consent"

_TABLE = Answer.__table__
_COLUMNS = _TABLE.c
_OF_SCREENING = _COLUMNS.screening_id == bindparam("screening_id", type_=_COLUMNS.screening_id.type)
_OF_MESSAGE = (
    _OF_SCREENING,
    _COLUMNS.fact == bindparam("fact", type_=_COLUMNS.fact.type),
    _COLUMNS.message_id == bindparam("message_id", type_=_COLUMNS.message_id.type),
)
_LAST = select(func.coalesce(func.max(_COLUMNS.sequence), 0)).where(_OF_SCREENING)
_GIVEN = {
    column.name: _LAST.scalar_subquery() + 1
    if column is _COLUMNS.sequence
    else bindparam(column.name, type_=column.type)
    for column in _COLUMNS
}
_ADD_ONCE = (
    insert(_TABLE)
    .from_select(list(_GIVEN), select(*_GIVEN.values()).where(~exists().where(*_OF_MESSAGE)))
    .execution_options(preserve_rowcount=True)
)
_RECORDED = select(_TABLE).where(*_OF_MESSAGE)


def check(fact: str, value: JsonValue | None, status: AnswerStatus) -> None:
    """Raises ValueError for a value that does not go with its status, without repeating the value."""
    if (value is None) != (status is AnswerStatus.WITHDRAWN):
        raise ValueError(f"{fact}: a withdrawn answer has no value, and every other answer has one")
    if fact == CONSENT and status is AnswerStatus.ANSWERED and not isinstance(value, bool):
        raise ValueError("consent is answered with true or false")


def of_message(connection: Connection, screening: ScreeningId, fact: str, message_id: str) -> Row | None:
    """What was already recorded for this fact from this message."""
    asked = {"screening_id": screening, "fact": fact, "message_id": message_id}
    return connection.execute(_RECORDED, asked).one_or_none()


def add_once(
    connection: Connection | Driven, screening: ScreeningId, given: GivenAnswer, message_id: str, at: datetime
) -> bool:
    """Appends the answer to its screening, and says whether it was new: a message answers a fact once.

    The screening must be held. A word on consent also becomes the screening's consent.
    """
    told = {
        "screening_id": screening,
        "fact": given.fact,
        "value": given.value,
        "status": given.status,
        "words": given.words,
        "understood_at": at,
        "given_by": given.given_by,
        "message_id": message_id,
    }
    new = connection.execute(_ADD_ONCE, told).rowcount > 0
    if new and given.fact == CONSENT:
        said = given.value if given.status is AnswerStatus.ANSWERED else None
        screenings.keep_consent(connection, screening, said, at)
    return new


def last_sequence(connection: Connection, screening: ScreeningId) -> int:
    """The number of the last answer; 0 where there is none."""
    return connection.execute(_LAST, {"screening_id": screening}).scalar_one()


def all_of(session: Session, screening: ScreeningId) -> Iterable[Answer]:
    """Every version of every answer, oldest first."""
    return session.scalars(select(Answer).where(Answer.screening_id == screening).order_by(Answer.sequence))


def versions_of(session: Session, screening: ScreeningId, fact: str) -> Iterable[Answer]:
    """Every version of the answer to one fact, oldest first."""
    return session.scalars(
        select(Answer).where(Answer.screening_id == screening, Answer.fact == fact).order_by(Answer.sequence)
    )


def as_record(row: Answer | Row) -> AnswerRecord:
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
