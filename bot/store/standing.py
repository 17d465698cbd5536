"""The values that count in the current screening of a conversation; what was read before is not read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from bot.store.driven import Driven
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
_NEW = or_(_CURRENT.c.id != bindparam("known"), _ANSWER.sequence > bindparam("last"))
_SINCE = (
    select(_CURRENT.c.id, _ANSWER.sequence, _ANSWER.fact, _ANSWER.value)
    .join_from(_CURRENT, Answer.__table__, and_(_ANSWER.screening_id == _CURRENT.c.id, _NEW), isouter=True)
    .where(_NOT_SET_ASIDE)
    .order_by(_ANSWER.sequence)
)


NO_SCREENING = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Standing:
    """What was on record at one moment: the current screening, its last answer, and the values that counted.

    Without a screening, or where it was set aside, there are none.
    """

    screening: UUID = NO_SCREENING
    sequence: int = 0
    values: Mapping[str, JsonValue] = field(default_factory=dict)


NOTHING = Standing()


def read(begun: Driven, conversation: str, before: Standing = NOTHING) -> Standing:
    """What is on record now; of what was on record `before`, nothing is read again."""
    asked = {"of": conversation, "known": before.screening, "last": before.sequence}
    rows = begun.execute(_SINCE, asked).all()
    if not rows:
        return NOTHING
    screening = rows[0][0]
    known = before if screening == before.screening else Standing(screening)
    values, last = dict(known.values), known.sequence
    for _, sequence, fact, value in rows:
        # A screening without a new answer is a row without one.
        if sequence is not None:
            values[fact], last = value, sequence
    return Standing(screening, last, {fact: value for fact, value in values.items() if value is not None})
