"""The values that count in the current screening of a conversation, in one statement that was made once."""

from sqlalchemy import Connection, bindparam, or_, select

from bot.store.kept import JsonValue
from bot.store.tables import Answer, Screening

_SCREENING, _ANSWER = Screening.__table__.c, Answer.__table__.c

_CURRENT = (
    select(_SCREENING.id, _SCREENING.ended_at, _SCREENING.outcome)
    .where(_SCREENING.conversation == bindparam("of"))
    .order_by(_SCREENING.ended_at.is_not(None), _SCREENING.number.desc())
    .limit(1)
    .subquery()
)
_NOT_SET_ASIDE = or_(_CURRENT.c.ended_at.is_(None), _CURRENT.c.outcome.is_not(None))
_VALUES = (
    select(_ANSWER.fact, _ANSWER.value)
    .join(_CURRENT, _ANSWER.screening_id == _CURRENT.c.id)
    .where(_NOT_SET_ASIDE)
    .order_by(_ANSWER.sequence)
)


def values_of(connection: Connection, conversation: str) -> dict[str, JsonValue]:
    """The last value of each answer by fact, without what was withdrawn; none where the screening was set aside."""
    last = {fact: value for fact, value in connection.execute(_VALUES, {"of": conversation})}
    return {fact: value for fact, value in last.items() if value is not None}
