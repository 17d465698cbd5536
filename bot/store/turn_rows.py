"""The turns of a conversation, in statements that were made once, within a transaction that the caller holds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, insert, select, update

from bot.store.driven import Driven
from bot.store.kept import TurnRecord
from bot.store.tables import Turn, Visit

_TABLE = Turn.__table__
_TURN, _VISIT = _TABLE.c, Visit.__table__.c
_OF_CONVERSATION = _TURN.conversation == bindparam("of")
_OF_KEY = (_OF_CONVERSATION, _TURN.key == bindparam("under"))
_NEXT = select(func.coalesce(func.max(_TURN.number), 0) + 1).where(_OF_CONVERSATION).scalar_subquery()

_SHOWN = select(_TURN.number, _TURN.key, _TURN.request, _TURN.said, _TURN.taken_at, _TURN.reply)
_KNOWN = _SHOWN.where(*_OF_KEY)
_ALL = _SHOWN.where(_OF_CONVERSATION).order_by(_TURN.number)
_LAST_REPLY = (
    select(_TURN.reply)
    .where(_OF_CONVERSATION, _TURN.reply.is_not(None))
    .order_by(_TURN.number.desc())
    .limit(1)
)
_ANY = select(exists().where(_OF_CONVERSATION))
_ADDED = (
    insert(_TABLE)
    .values(
        conversation=bindparam("of", type_=_TURN.conversation.type),
        number=_NEXT,
        key=bindparam("under", type_=_TURN.key.type),
        request=bindparam("sent", type_=_TURN.request.type),
        said=bindparam("shown", type_=_TURN.said.type),
        taken_at=bindparam("at", type_=_TURN.taken_at.type),
    )
    .returning(_TURN.number)
)
_ANSWERED = update(_TABLE).where(*_OF_KEY).values(reply=bindparam("said_back"))
_OPEN = select(exists().where(_VISIT.digest == bindparam("by"), _VISIT.conversation == bindparam("of")))


def is_open(begun: Driven, conversation: str, digest: str) -> bool:
    """Whether a visit of this conversation is open."""
    return begun.execute(_OPEN, {"of": conversation, "by": digest}).scalar()


def known(begun: Driven, conversation: str, key: str) -> TurnRecord | None:
    """The turn that was taken under this key."""
    row = begun.execute(_KNOWN, {"of": conversation, "under": key}).first()
    return None if row is None else _as_record(row)


def last_reply(begun: Driven, conversation: str) -> Sequence[Mapping[str, Any]]:
    """The last reply of a conversation; empty where nothing was said yet."""
    return begun.execute(_LAST_REPLY, {"of": conversation}).scalar() or ()


def add(
    begun: Driven, conversation: str, key: str, request: Mapping[str, Any], said: str | None, at: datetime
) -> TurnRecord:
    """Adds a turn after the last one of its conversation."""
    row = {"of": conversation, "under": key, "sent": dict(request), "shown": said, "at": at}
    return TurnRecord(begun.execute(_ADDED, row).scalar(), key, request, said, at, None)


def answer(begun: Driven, conversation: str, key: str, reply: Sequence[Mapping[str, Any]]) -> bool:
    """Keeps the reply to a turn; whether there still is such a turn."""
    kept = {"of": conversation, "under": key, "said_back": [dict(each) for each in reply]}
    return begun.execute(_ANSWERED, kept).rowcount > 0


def all_of(begun: Driven, conversation: str) -> tuple[TurnRecord, ...]:
    """The turns of a conversation, oldest first."""
    return tuple(map(_as_record, begun.execute(_ALL, {"of": conversation}).all()))


def any_of(begun: Driven, conversation: str) -> bool:
    """Whether a conversation has a turn."""
    return begun.execute(_ANY, {"of": conversation}).scalar()


def _as_record(row: Iterable[Any]) -> TurnRecord:
    number, key, request, said, taken_at, reply = row
    return TurnRecord(number, key, request, said, taken_at, None if reply is None else tuple(reply))
