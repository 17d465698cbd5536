"""Rasa's own file of conversations: what it said in reply to a message, forgetting, and new keys."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.encryption import Cipher
from bot.store.errors import NotYetErased
from bot.store.tracker_events import BOT, USER, reply_in

WAIT_SECONDS = 10
AT_ONCE = 200


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

    def forget(self, *senders: str) -> None:
        """Deletes every event of these senders, to the last byte.

        Raises NotYetErased when Rasa keeps the file busy.
        """
        with self._busy_is_not_yet_erased(), self._opened() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            if senders and _has_events(connection):
                connection.executemany(
                    "DELETE FROM events WHERE sender_id = ?", ((each,) for each in senders)
                )
                # Rasa leaves old bytes behind where it moves rows within the file; only a new file has none.
                connection.execute("VACUUM")
                _erase_log(connection)

    def silent_since(self, at: datetime) -> tuple[str, ...]:
        """The senders of whom nothing was heard at or after this time."""
        with self._opened() as connection:
            if not _has_events(connection):
                return ()
            last = "SELECT sender_id FROM events GROUP BY sender_id HAVING max(timestamp) < ?"
            return tuple(sender for (sender,) in connection.execute(last, (at.timestamp(),)))

    def reply_to(self, sender: str, key: str) -> tuple[Mapping[str, Any], ...] | None:
        """What the assistant said to the message that was sent with this key; None if Rasa never finished it."""
        wanted = "SELECT data FROM events WHERE sender_id = ? AND type_name IN (?, ?, 'action') ORDER BY id"
        with self._opened() as connection:
            if not _has_events(connection):
                return None
            rows = connection.execute(wanted, (sender, USER, BOT)).fetchall()
        return reply_in([json.loads(self._cipher.decrypt(data)) for (data,) in rows], key)

    def rotate(self, progress: Callable[[int, int], None]) -> int:
        """Encrypts all events with the newest key; returns how many that changed.

        `progress` is told how many events were looked at, and how many there are. Each batch is a transaction, so that
        Rasa goes on meanwhile, and what was done stays done.
        """
        changed = seen = 0
        with self._opened() as connection:
            number = self._count(connection)
            for rows in self._batches(connection):
                connection.execute("BEGIN IMMEDIATE")
                changed += sum(self._rewrite(connection, *row) for row in rows)
                connection.execute("COMMIT")
                seen += len(rows)
                progress(seen, number)
        return changed

    def keys_by_rows(self) -> Mapping[str, int]:
        """How many events are encrypted with which key, by its fingerprint; "" for plain words."""
        with self._opened() as connection:
            return Counter(
                self._cipher.key_of(data) for rows in self._batches(connection) for _, data in rows
            )

    def _rewrite(self, connection: sqlite3.Connection, number: int, data: str) -> int:
        if self._cipher.is_current(data):
            return 0
        new = self._cipher.encrypt(self._cipher.decrypt(data))
        return connection.execute("UPDATE events SET data = ? WHERE id = ?", (new, number)).rowcount

    def _batches(self, connection: sqlite3.Connection) -> Iterator[list[tuple[int, str]]]:
        some = "SELECT id, data FROM events WHERE id > ? ORDER BY id LIMIT ?"
        last = -1
        while _has_events(connection) and (rows := connection.execute(some, (last, AT_ONCE)).fetchall()):
            yield rows
            last = rows[-1][0]

    def _count(self, connection: sqlite3.Connection) -> int:
        return (
            connection.execute("SELECT count(*) FROM events").fetchone()[0] if _has_events(connection) else 0
        )

    @contextmanager
    def _busy_is_not_yet_erased(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise NotYetErased from error

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
