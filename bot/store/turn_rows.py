"""The turns of a conversation, in statements that were made once, within a transaction that the caller holds."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, insert, select, update

from bot.store.kept import TurnRecord
from bot.store.tables import Turn, Visit

_TURN, _VISIT = Turn.__table__.c, Visit.__table__.c
_OF_CONVERSATION = _TURN.conversation == bindparam("of")
_OF_KEY = (_OF_CONVERSATION, _TURN.key == bindparam("under"))
_NEXT = select(func.coalesce(func.max(_TURN.number), 0) + 1).where(_OF_CONVERSATION).scalar_subquery()

_KNOWN = select(Turn.__table__).where(*_OF_KEY)
_ALL = select(Turn.__table__).where(_OF_CONVERSATION).order_by(_TURN.number)
_LAST_REPLY = (
    select(_TURN.reply)
    .where(_OF_CONVERSATION, _TURN.reply.is_not(None))
    .order_by(_TURN.number.desc())
    .limit(1)
)
_ANY = select(exists().where(_OF_CONVERSATION))
_ADDED = insert(Turn.__table__).values(number=_NEXT).returning(_TURN.number)
_ANSWERED = update(Turn.__table__).where(*_OF_KEY).values(reply=bindparam("said_back"))
_OPEN = select(exists().where(_VISIT.digest == bindparam("by"), _VISIT.conversation == bindparam("of")))


def is_open(connection: Connection, conversation: str, digest: str) -> bool:
    """Whether a visit of this conversation is open."""
    return connection.execute(_OPEN, {"of": conversation, "by": digest}).scalar_one()


def known(connection: Connection, conversation: str, key: str) -> TurnRecord | None:
    """The turn that was taken under this key."""
    row = connection.execute(_KNOWN, {"of": conversation, "under": key}).one_or_none()
    return None if row is None else _as_record(row)


def last_reply(connection: Connection, conversation: str) -> Sequence[Mapping[str, Any]]:
    """The last reply of a conversation; empty where nothing was said yet."""
    return connection.execute(_LAST_REPLY, {"of": conversation}).scalar() or ()


def add(
    connection: Connection,
    conversation: str,
    key: str,
    request: Mapping[str, Any],
    said: str | None,
    at: datetime,
) -> TurnRecord:
    """Adds a turn after the last one of its conversation."""
    row = {"conversation": conversation, "key": key, "request": dict(request), "said": said, "taken_at": at}
    number = connection.execute(_ADDED, {**row, "of": conversation}).scalar_one()
    return TurnRecord(number, key, request, said, at, None)


def answer(connection: Connection, conversation: str, key: str, reply: Sequence[Mapping[str, Any]]) -> bool:
    """Keeps the reply to a turn; whether there still is such a turn."""
    kept = {"of": conversation, "under": key, "said_back": [dict(each) for each in reply]}
    return connection.execute(_ANSWERED, kept).rowcount > 0


def all_of(connection: Connection, conversation: str) -> tuple[TurnRecord, ...]:
    """The turns of a conversation, oldest first."""
    return tuple(map(_as_record, connection.execute(_ALL, {"of": conversation})))


def any_of(connection: Connection, conversation: str) -> bool:
    """Whether a conversation has a turn."""
    return connection.execute(_ANY, {"of": conversation}).scalar_one()


def _as_record(row: Any) -> TurnRecord:
    return TurnRecord(
        number=row.number,
        key=row.key,
        request=row.request,
        said=row.said,
        taken_at=row.taken_at,
        reply=None if row.reply is None else tuple(row.reply),
    )
