"""What is kept for the public door: who is in which conversation, and what was said."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.store import doors, standing, turn_rows
from bot.store.database import transaction
from bot.store.kept import JsonValue, TurnRecord, VisitRecord
from bot.store.opened import OpenedDatabase
from bot.store.standing import NOTHING, Standing
from bot.store.tables import Tally, Visit
from bot.store.taking import Taking


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
        with self._reading_driver.transaction() as reading:
            return doors.visit(reading, digest)

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

    @contextmanager
    def taking(self, conversation: str, key: str) -> Iterator[Taking]:
        """One transaction in which a message is taken under its key; if it fails, it was not.

        It does not wait for the disk: keeping the reply does, before anybody is given it, and makes this durable too.
        If the power goes between the two, the message comes again with its key.
        """
        with self._unhurried_driver.transaction() as writing:
            yield Taking(writing, conversation, key)

    def take_turn(
        self, conversation: str, key: str, request: Mapping[str, Any], said: str | None, at: datetime
    ) -> TurnRecord:
        """Keeps what a person sent; a key that was taken before gives the turn as it was kept then.

        `request` is the message as it was sent, `said` how the transcript shows it (None: not at all).
        """
        with self._driver.transaction() as writing:
            message = Taking(writing, conversation, key)
            return message.known() or message.keep(request, said, at)

    def answer_turn(
        self, conversation: str, key: str, reply: Sequence[Mapping[str, Any]], before: Standing = NOTHING
    ) -> Mapping[str, JsonValue] | None:
        """Keeps the reply to a turn, and gives the values on record; None where all was forgotten in the meantime.

        What was on record `before` is not read again.
        """
        with self._driver.transaction() as writing:
            if not turn_rows.answer(writing, conversation, key, reply):
                return None
            return standing.read(writing, conversation, before).values

    def turn_of_key(self, conversation: str, key: str) -> TurnRecord | None:
        """The turn that was taken under this key."""
        with self._reading_driver.transaction() as reading:
            return turn_rows.known(reading, conversation, key)

    def has_turns(self, conversation: str) -> bool:
        """Whether anything was said in a conversation."""
        with self._reading_driver.transaction() as reading:
            return turn_rows.any_of(reading, conversation)

    def turns(self, conversation: str) -> tuple[TurnRecord, ...]:
        """All turns of a conversation, oldest first."""
        with self._reading_driver.transaction() as reading:
            return turn_rows.all_of(reading, conversation)

    def values_on_record(self, conversation: str) -> Mapping[str, JsonValue]:
        """The values that count in the current screening of a conversation; none where it was set aside."""
        return self.standing(conversation).values

    def standing(self, conversation: str) -> Standing:
        """What is on record in the current screening of a conversation at this moment."""
        with self._reading_driver.transaction() as reading:
            return standing.read(reading, conversation)

    def deleted_conversations(self) -> int:
        """How many conversations were deleted so far."""
        with transaction(self._reading) as session:
            tally = session.get(Tally, doors.DELETED)
            return tally.number if tally else 0
