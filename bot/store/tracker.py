"""Rasa's own database of conversations: what it said in reply to a message, forgetting, and new keys."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, bindparam, inspect, text
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.encryption import Cipher
from bot.store.database import address_of, is_sqlite, make_private_file, open_tracker_engine
from bot.store.errors import NotYetErased, RecordsUnavailable
from bot.store.tracker_events import BOT, USER, reply_in

AT_ONCE = 200

_DELETED = text("DELETE FROM events WHERE sender_id = :sender")
_SILENT = text("SELECT sender_id FROM events GROUP BY sender_id HAVING max(timestamp) < :at")
_TURNS = text(
    "SELECT data FROM events WHERE sender_id = :sender AND type_name IN :types ORDER BY id"
).bindparams(bindparam("types", expanding=True))
_SOME = text("SELECT id, data FROM events WHERE id > :last ORDER BY id LIMIT :most")
_REWRITTEN = text("UPDATE events SET data = :data WHERE id = :id")


class TrackerDatabase:
    """The database in which Rasa keeps its events, each with its sender: a SQLite file, which need not exist yet, or
    PostgreSQL.

    An event is encrypted with the keys of the records; one that was kept before there were keys is not. Raises
    RecordsUnavailable when the database does not answer.
    """

    def __init__(self, url: str, cipher: Cipher) -> None:
        self._address = address_of(url)
        self._cipher = cipher
        self._engine = open_tracker_engine(self._address)

    @property
    def _file(self) -> Path | None:
        return Path(self._address.database or "") if is_sqlite(self._address) else None

    def prepare(self) -> None:
        """Make a SQLite file before Rasa does: readable to this user only, and never locked for who reads."""
        if self._file:
            make_private_file(self._file)
            self._file.chmod(0o600)
            with self._opened() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")

    def demand_answer(self) -> None:
        """Asks the database for nothing in particular."""
        with self._opened() as connection:
            connection.exec_driver_sql("SELECT 1")

    def forget(self, *senders: str) -> None:
        """Deletes every event of these senders; from a SQLite file to the last byte.

        Raises NotYetErased when the database is busy or away.
        """
        try:
            with self._opened() as connection:
                if senders and _has_events(connection):
                    self._delete(connection, senders)
        except RecordsUnavailable as error:
            raise NotYetErased from error

    def _delete(self, connection: Connection, senders: Sequence[str]) -> None:
        if self._file:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            connection.exec_driver_sql("PRAGMA temp_store = MEMORY")
        connection.execute(_DELETED, [{"sender": each} for each in senders])
        if self._file:
            # Rasa leaves old bytes behind where it moves rows within the file; only a new file has none.
            connection.exec_driver_sql("VACUUM")
            _erase_log(connection)

    def silent_since(self, at: datetime) -> tuple[str, ...]:
        """The senders of whom nothing was heard at or after this time."""
        with self._opened() as connection:
            if not _has_events(connection):
                return ()
            return tuple(connection.scalars(_SILENT, {"at": at.timestamp()}))

    def reply_to(self, sender: str, key: str) -> tuple[Mapping[str, Any], ...] | None:
        """What the assistant said to the message that was sent with this key; None if Rasa never finished it."""
        wanted = {"sender": sender, "types": (USER, BOT, "action")}
        with self._opened() as connection:
            kept = connection.scalars(_TURNS, wanted).all() if _has_events(connection) else ()
        return reply_in([json.loads(self._cipher.decrypt(data)) for data in kept], key)

    def rotate(self, progress: Callable[[int, int], None]) -> int:
        """Encrypts all events with the newest key; returns how many that changed.

        `progress` is told how many events were looked at, and how many there are. Each batch is a transaction, so that
        Rasa goes on meanwhile, and what was done stays done.
        """
        changed = seen = 0
        with self._opened() as connection:
            number = self._count(connection)
            for rows in self._batches(connection):
                connection.exec_driver_sql("BEGIN IMMEDIATE" if self._file else "BEGIN")
                changed += sum(self._rewrite(connection, row) for row in rows)
                connection.exec_driver_sql("COMMIT")
                seen += len(rows)
                progress(seen, number)
        return changed

    def keys_by_rows(self) -> Mapping[str, int]:
        """How many events are encrypted with which key, by its fingerprint; "" for plain words."""
        with self._opened() as connection:
            batches = self._batches(connection)
            return Counter(self._cipher.key_of(row.data) for rows in batches for row in rows)

    def _rewrite(self, connection: Connection, row: Row) -> int:
        if self._cipher.is_current(row.data):
            return 0
        new = self._cipher.encrypt(self._cipher.decrypt(row.data))
        return connection.execute(_REWRITTEN, {"data": new, "id": row.id}).rowcount

    def _batches(self, connection: Connection) -> Iterator[Sequence[Row]]:
        last = -1
        while _has_events(connection):
            rows = connection.execute(_SOME, {"last": last, "most": AT_ONCE}).all()
            if not rows:
                break
            yield rows
            last = rows[-1].id

    def _count(self, connection: Connection) -> int:
        if not _has_events(connection):
            return 0
        return connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one()

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        missing = self._file is not None and not self._file.exists()
        engine = open_tracker_engine(None) if missing else self._engine
        try:
            with engine.connect() as connection:
                yield connection
        except (OperationalError, InterfaceError) as error:
            raise RecordsUnavailable(
                "The conversations cannot be reached at the moment; try again."
            ) from error


def _has_events(connection: Connection) -> bool:
    return inspect(connection).has_table("events")


def _erase_log(connection: Connection) -> None:
    busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        raise NotYetErased
