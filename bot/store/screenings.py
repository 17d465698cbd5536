"""Beginning, finding and reopening screenings, within a transaction that the caller holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from bot.store.driven import Driven
from bot.store.errors import UnknownScreening
from bot.store.kept import JsonValue, MayBeSetAside, ScreeningId, ScreeningRecord
from bot.store.tables import Screening

_TABLE = Screening.__table__
_OF_CONVERSATION = _TABLE.c.conversation == bindparam("of")
_OPEN_FIRST = (_TABLE.c.ended_at.is_not(None), _TABLE.c.number.desc())
_CURRENT = select(Screening).where(_OF_CONVERSATION).order_by(*_OPEN_FIRST).limit(1)
_STANDING = select(_TABLE.c.id, _TABLE.c.ended_at, _TABLE.c.outcome).with_for_update()
_STANDING_CURRENT = _STANDING.where(_OF_CONVERSATION).order_by(*_OPEN_FIRST).limit(1)
_STANDING_KNOWN = _STANDING.where(_TABLE.c.id == bindparam("known"))
_BEGUN_SO_FAR = select(func.count()).select_from(_TABLE).where(_OF_CONVERSATION).scalar_subquery()
_TOLD = ("id", "conversation", "channel", "page_version", "started_at")
_BEGIN = insert(_TABLE).values({**{name: bindparam(name) for name in _TOLD}, "number": _BEGUN_SO_FAR + 1})
_KNOWN = update(_TABLE).where(_TABLE.c.id == bindparam("known"))
_END = _KNOWN.values(ended_at=bindparam("at"), outcome=bindparam("came_to"))
_CONSENT = _KNOWN.values(consent=bindparam("said"), consent_at=bindparam("at"))


@dataclass(frozen=True, slots=True)
class Held(MayBeSetAside):
    """How a screening stands that is kept from all other writers until the transaction ends."""

    id: ScreeningId
    ended_at: datetime | None = None
    outcome: str | None = None


def current(session: Session, conversation: str) -> Screening | None:
    """The open screening of a conversation, or the last one when all have ended."""
    return session.scalars(_CURRENT, {"of": conversation}).first()


def held_current(connection: Connection | Driven, conversation: str) -> Held | None:
    """As `current`, kept from all other writers until the transaction ends."""
    return _held(connection.execute(_STANDING_CURRENT, {"of": conversation}).first())


def held(connection: Connection, screening: ScreeningId) -> Held:
    """The screening, kept from all other writers until the transaction ends. Raises UnknownScreening."""
    standing = _held(connection.execute(_STANDING_KNOWN, {"known": screening}).first())
    if standing is None:
        raise UnknownScreening
    return standing


def _held(row: Sequence[Any] | None) -> Held | None:
    return None if row is None else Held(*row)


def begin(
    connection: Connection | Driven, conversation: str, channel: str, page_version: str, at: datetime
) -> Held:
    """Adds the next screening of a conversation."""
    begun = Held(ScreeningId(uuid4()))
    told = {"conversation": conversation, "channel": channel, "page_version": page_version, "started_at": at}
    connection.execute(_BEGIN, {"id": begun.id, "of": conversation, **told})
    return begun


def end(connection: Connection | Driven, screening: ScreeningId, outcome: str, at: datetime) -> None:
    """Ends a screening with what it came to."""
    connection.execute(_END, {"known": screening, "came_to": outcome, "at": at})


def open_again(connection: Connection | Driven, screening: Held) -> None:
    """Opens a screening that may have ended, so that an answer can change."""
    if screening.ended_at is not None:
        connection.execute(_END, {"known": screening.id, "came_to": None, "at": None})


def keep_consent(
    connection: Connection | Driven, screening: ScreeningId, said: JsonValue | None, at: datetime
) -> None:
    """Keeps the person's last word on consent with the screening; None where they said neither yes nor no."""
    connection.execute(_CONSENT, {"known": screening, "said": said, "at": at})


def hold(session: Session, screening: ScreeningId) -> Screening:
    """The screening, kept from all other writers until the transaction ends.

    Raises UnknownScreening.
    """
    held = session.get(Screening, screening, with_for_update=True)
    if held is None:
        raise UnknownScreening
    return held


def as_record(row: Screening) -> ScreeningRecord:
    """The row as a plain value."""
    return ScreeningRecord(
        id=ScreeningId(row.id),
        conversation=row.conversation,
        number=row.number,
        channel=row.channel,
        page_version=row.page_version,
        consent=row.consent,
        consent_at=row.consent_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
    )
