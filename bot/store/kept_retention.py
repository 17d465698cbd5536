"""How long things are kept, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Keeping(StrEnum):
    """What keeps a conversation, however long ago something happened in it."""

    OPEN_CALL = "open_call"
    OPEN_REFERRAL = "open_referral"
    CALL_TO_MAKE = "call_to_make"


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """What falls silent before these times is purged; what has no time stays.

    `finished` is for conversations in which a screening came to a result, `unfinished` for all others. `contact` is
    for what tells who somebody is and what was said: calls that were made, the transcript, the way back to it.
    """

    finished: datetime | None
    unfinished: datetime | None
    contact: datetime | None

    @classmethod
    def at(cls, now: datetime, finished_days: int, unfinished_days: int, contact_days: int) -> "Cutoffs":
        """The times that lie so many days back; 0 days: it stays."""
        ago = [
            now - timedelta(days=days) if days else None
            for days in (finished_days, unfinished_days, contact_days)
        ]
        return cls(*ago)


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What a purge would delete: whole conversations, and the contact data of others.

    `rows` and `contact_rows` count the rows by table. `oldest` and `newest` are when something last happened in the
    conversations that go. `kept` counts those that would go if nothing kept them.
    """

    conversations: int
    rows: Mapping[str, int]
    oldest: datetime | None
    newest: datetime | None
    contacts: int
    contact_rows: Mapping[str, int]
    kept: Mapping[Keeping, int]
