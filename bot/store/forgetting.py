"""Deleting all that is kept of a conversation, within a transaction that the caller holds."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.store import doors
from bot.store.belonging import CONVERSATION, naming
from bot.store.tables import Screening


def forget(session: Session, conversation: str) -> int:
    """Deletes all of a conversation, and returns how many screenings that were."""
    forgotten = {}
    # The tables on which others hang come first in the order, and are deleted from last.
    for table in reversed(list(naming())):
        gone = session.execute(delete(table).where(table.c[CONVERSATION] == conversation))
        forgotten[table.name] = gone.rowcount
    if any(forgotten.values()):
        doors.count_deleted(session)
    return forgotten[Screening.__tablename__]
