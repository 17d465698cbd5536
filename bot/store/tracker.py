"""Rasa's own file of conversations: what it said in reply to a message, and forgetting a conversation."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bot.encryption import Cipher
from bot.store.errors import NotYetErased

WAIT_SECONDS = 10
USER, BOT = "user", "bot"
END_OF_A_TURN = "action_listen"


class TrackerFile:
    """The SQLite file in which Rasa keeps its events, each with its sender. It need not exist yet.

    An event is encrypted with the keys of the records; one that was kept before there were keys is not.
    """

    def __init__(self, path: Path, cipher: Cipher) -> None:
        self._path = path
        self._cipher = cipher

    def prepare(self) -> None:
        """Make the file before Rasa does: readable to this user only, and never locked for who reads.

        Rasa forgets a conversation for the moment when it finds the file locked, and then asks everything anew.
        """
        self._path.touch(mode=0o600)
        self._path.chmod(0o600)
        with self._opened() as connection:
            connection.execute("PRAGMA journal_mode = WAL")

    def forget(self, sender: str) -> None:
        """Deletes every event of a sender, to the last byte.

        Raises NotYetErased when Rasa keeps the file busy.
        """
        try:
            with self._opened() as connection:
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute("PRAGMA temp_store = MEMORY")
                if _has_events(connection):
                    connection.execute("DELETE FROM events WHERE sender_id = ?", (sender,))
                    # Rasa leaves old bytes behind where it moves rows within the file; only a new file has none.
                    connection.execute("VACUUM")
                    _erase_log(connection)
        except sqlite3.OperationalError as error:
            raise NotYetErased from error

    def reply_to(self, sender: str, key: str) -> tuple[Mapping[str, Any], ...] | None:
        """What the assistant said to the message that was sent with this key; None if Rasa never finished it."""
        with self._opened() as connection:
            rows = (
                connection.execute(
                    "SELECT data FROM events WHERE sender_id = ? AND type_name IN (?, ?, 'action') ORDER BY id",
                    (sender, USER, BOT),
                ).fetchall()
                if _has_events(connection)
                else []
            )
        events = [json.loads(self._cipher.decrypt(data)) for (data,) in rows]
        turn = list(_turn_of(events, key))
        finished = any(each.get("name") == END_OF_A_TURN for each in turn)
        return tuple(_as_sent(each) for each in turn if each["event"] == BOT) if finished else None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        target = f"{self._path.as_uri()}?mode=rw" if self._path.exists() else ":memory:"
        connection = sqlite3.connect(target, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
        with closing(connection):
            yield connection


def _has_events(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone())


def _erase_log(connection: sqlite3.Connection) -> None:
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise NotYetErased


def _turn_of(events: list[dict], key: str) -> Iterator[dict]:
    heard = False
    for event in events:
        if event["event"] == USER:
            heard = (event.get("metadata") or {}).get("key") == key
        elif heard:
            yield event


def _as_sent(event: dict) -> dict[str, Any]:
    data = event.get("data") or {}
    sent = {"text": event.get("text"), "buttons": data.get("buttons"), "custom": data.get("custom")}
    return {name: value for name, value in sent.items() if value}
