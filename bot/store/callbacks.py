"""Requests to be called back, within a transaction that the caller holds."""

import re
from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.encryption import Cipher
from bot.store.errors import UnknownCallback
from bot.store.kept import CallbackId, CallbackRecord, CallbackStatus
from bot.store.tables import Callback

FINAL = frozenset({CallbackStatus.DONE, CallbackStatus.CANCELLED, CallbackStatus.GIVEN_UP})

_E164_OF_THE_UNITED_STATES = re.compile(r"\+1[0-9]{10}")


def check(phone: str) -> None:
    """Raises ValueError for a number that is not in the form "+15155550123", without repeating it."""
    if not _E164_OF_THE_UNITED_STATES.fullmatch(phone):
        raise ValueError("a telephone number is kept as +1 and ten digits")


def phone_digest(cipher: Cipher, phone: str) -> str:
    """What stands for a telephone number where it must be found, or remembered, without being kept."""
    return cipher.digest(f"telephone {phone}")


def of_message(session: Session, conversation: str, message_id: str) -> Callback | None:
    """What was already requested by this message."""
    return session.scalars(
        select(Callback).where(Callback.conversation == conversation, Callback.message_id == message_id)
    ).one_or_none()


def add(session: Session, callback: Callback) -> Callback:
    """Adds a request."""
    callback.id = uuid4()
    callback.status, callback.status_at = CallbackStatus.REQUESTED, callback.created_at
    session.add(callback)
    return callback


def hold(session: Session, callback: CallbackId) -> Callback:
    """The request, kept from all other writers until the transaction ends.

    Raises UnknownCallback.
    """
    held = session.get(Callback, callback, with_for_update=True)
    if held is None:
        raise UnknownCallback
    return held


def those(session: Session, status: CallbackStatus | None, conversation: str | None) -> Iterable[Callback]:
    """The requests with this status and of this conversation, where given, oldest first."""
    wanted = select(Callback).order_by(Callback.created_at, Callback.id)
    if status is not None:
        wanted = wanted.where(Callback.status == status)
    if conversation is not None:
        wanted = wanted.where(Callback.conversation == conversation)
    return session.scalars(wanted)


def as_record(row: Callback) -> CallbackRecord:
    """The row as a plain value."""
    return CallbackRecord(
        id=CallbackId(row.id),
        conversation=row.conversation,
        name=row.name,
        phone=row.phone,
        phone_as_given=row.phone_as_given,
        best_time=row.best_time,
        consent_at=row.consent_at,
        status=row.status,
        status_at=row.status_at,
        created_at=row.created_at,
        message_id=row.message_id,
        due_on=row.due_on,
        reason=row.reason,
    )
