"""What is kept for the public door: who is in which conversation, and what was said."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.store import doors
from bot.store.database import transaction
from bot.store.kept import TurnRecord, VisitRecord
from bot.store.opened import OpenedDatabase
from bot.store.tables import Tally, Turn, Visit


class DoorRecords(OpenedDatabase):
    """Visits and turns; a part of `Records`, whose promises hold here too."""

    def open_visit(self, digest: str, conversation: str, at: datetime) -> VisitRecord:
        """Lets a browser, known by the digest of its session, into a conversation."""
        with transaction(self._writing) as session:
            known = session.get(Visit, digest)
            if known is None:
                known = Visit(digest=digest, conversation=conversation, opened_at=at, tokens=0)
                session.add(known)
            return doors.visit_as_record(known)

    def visit(self, digest: str) -> VisitRecord | None:
        """The visit of a session, or None when there is none: never opened, closed, or forgotten."""
        with transaction(self._reading) as session:
            row = session.get(Visit, digest)
            return None if row is None else doors.visit_as_record(row)

    def next_token(self, digest: str) -> int | None:
        """The number of the next token of a visit, counted from 1; None when there is no such visit."""
        with transaction(self._writing) as session:
            row = session.get(Visit, digest, with_for_update=True)
            if row is None:
                return None
            row.tokens += 1
            return row.tokens

    def close_visit(self, digest: str) -> None:
        """Lets a browser out; the conversation stays."""
        with transaction(self._writing) as session:
            row = session.get(Visit, digest)
            if row is not None:
                session.delete(row)

    def take_turn(
        self, conversation: str, key: str, request: Mapping[str, Any], said: str | None, at: datetime
    ) -> TurnRecord:
        """Keeps what a person sent; a key that was taken before gives the turn as it was kept then.

        `request` is the message as it was sent, `said` how the transcript shows it (None: not at all).
        """
        with transaction(self._writing) as session:
            known = doors.turn_of_key(session, conversation, key)
            if known is None:
                asked = Turn(
                    conversation=conversation, key=key, request=dict(request), said=said, taken_at=at
                )
                known = doors.add_turn(session, asked)
            return doors.turn_as_record(known)

    def answer_turn(
        self, conversation: str, key: str, reply: Sequence[Mapping[str, Any]]
    ) -> TurnRecord | None:
        """Keeps the reply to a turn, and returns what is kept: None where all was forgotten in the meantime."""
        with transaction(self._writing) as session:
            row = doors.turn_of_key(session, conversation, key)
            if row is None:
                return None
            row.reply = [dict(each) for each in reply]
            return doors.turn_as_record(row)

    def turn_and_last_answered(
        self, conversation: str, key: str
    ) -> tuple[TurnRecord | None, TurnRecord | None]:
        """The turn that was taken under this key, and the last of the conversation that has its reply; or None."""
        with transaction(self._reading) as session:
            rows = doors.turn_of_key(session, conversation, key), doors.last_answered(session, conversation)
            known, last = (None if row is None else doors.turn_as_record(row) for row in rows)
            return known, last

    def has_turns(self, conversation: str) -> bool:
        """Whether anything was said in a conversation."""
        with transaction(self._reading) as session:
            return doors.has_turns(session, conversation)

    def turns(self, conversation: str) -> tuple[TurnRecord, ...]:
        """All turns of a conversation, oldest first."""
        with transaction(self._reading) as session:
            return tuple(doors.turn_as_record(row) for row in doors.turns_of(session, conversation))

    def deleted_conversations(self) -> int:
        """How many conversations were deleted so far."""
        with transaction(self._reading) as session:
            tally = session.get(Tally, doors.DELETED)
            return tally.number if tally else 0
