"""The table of events, on SQLite or PostgreSQL: what every conversation was, encrypted, in Rasa's own layout."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.pool import QueuePool

from bot.encryption import Cipher

WAIT_SECONDS = 10
SQLITE_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)
SESSION_STARTED = "session_started"
POSTGRESQL = "postgresql"
AT_ONCE = "BEGIN IMMEDIATE"
"""So a transaction on SQLite takes the writer's place; one that reads first and writes later could fail."""

metadata = sa.MetaData()
events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    # Rasa's own store writes intents and names of slots here, in the open. They stay empty.
    sa.Column("intent_name", sa.String(255)),
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),
    # Numbers are not given again when a conversation is deleted: a number tells what has been read.
    sqlite_autoincrement=True,
)

_newest = sa.select(sa.func.max(events.c.id)).where(events.c.sender_id == sa.bindparam("sender"))
_begun = _newest.where(events.c.type_name == SESSION_STARTED)
_since = (
    sa.select(events.c.id, events.c.data)
    .where(events.c.sender_id == sa.bindparam("sender"), events.c.id >= sa.bindparam("first"))
    .order_by(events.c.id)
)
_known = (
    sa.select(events.c.sender_id)
    .where(events.c.sender_id.in_(sa.bindparam("senders", expanding=True)))
    .distinct()
)
_appended = events.insert().values(
    {name: sa.bindparam(name) for name in ("sender_id", "type_name", "timestamp", "data")}
)
_hold = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))")


class WrittenMeanwhile(Exception):
    """Another process has written to the same conversation since it was read."""

    def __init__(self) -> None:
        super().__init__("Another process answered in the same conversation; this turn was not kept.")


class EventTable:
    """Reads and appends events as JSON texts. `url` is `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/DATABASE`.

    Errors of the database are raised as they are. They may hold parts of a statement, so they belong in no log.
    """

    def __init__(self, url: str, cipher: Cipher) -> None:
        self._cipher = cipher
        self._engine = _open(url)
        self._newest, self._appended, self._hold = (
            _written(statement, self._engine) for statement in (_newest, _appended, _hold)
        )
        # Several processes may begin in the same instant.
        with self._engine.execution_options(begin=AT_ONCE).begin() as connection:
            if self._engine.dialect.name == POSTGRESQL:
                connection.execute(_hold, {"what": events.name})
            metadata.create_all(connection)

    def newest(self, sender: str) -> int:
        """The number of the newest event of a conversation, 0 if there is none."""
        with self._statements() as cursor:
            return self._newest_in(cursor, sender)

    def read(self, sender: str, after: int) -> tuple[list[str], int]:
        """The events with greater numbers, oldest first, and the number of the last one (`after` without any)."""
        with self._engine.connect() as connection:
            rows = connection.execute(_since, {"sender": sender, "first": after + 1}).all()
        return [self._cipher.decrypt(row.data) for row in rows], rows[-1].id if rows else after

    def read_session(self, sender: str) -> tuple[list[str], int]:
        """The events of the latest session, and the number of the last one."""
        with self._engine.connect() as connection:
            begun = connection.scalar(_begun, {"sender": sender}) or 0
        return self.read(sender, begun - 1)

    def known(self, senders: Collection[str]) -> set[str]:
        """Those of some conversations that have events."""
        with self._engine.connect() as connection:
            return set(connection.scalars(_known, {"senders": list(senders)}))

    def append(self, sender: str, after: int, new: Sequence[tuple[str, float, str]]) -> int:
        """Append events (type, time, JSON) in one transaction; the number of the last one.

        Raises WrittenMeanwhile when `after` is not the newest of this conversation any more.
        """
        rows = [
            {"sender_id": sender, "type_name": kind, "timestamp": at, "data": self._cipher.encrypt(text)}
            for kind, at, text in new
        ]
        with self._statements(AT_ONCE) as cursor:
            if self._engine.dialect.name == POSTGRESQL:
                cursor.execute(self._hold, {"what": sender})
            if self._newest_in(cursor, sender) != after:
                raise WrittenMeanwhile
            cursor.executemany(self._appended, rows)
            return self._newest_in(cursor, sender)

    def _newest_in(self, cursor: Any, sender: str) -> int:
        cursor.execute(self._newest, {"sender": sender})
        return cursor.fetchone()[0] or 0

    @contextmanager
    def _statements(self, begin: str = "BEGIN") -> Iterator[Any]:
        """A transaction of the driver's own, for the two things that every turn does: it takes a third of the time."""
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            if self._engine.dialect.name != POSTGRESQL:
                cursor.execute(begin)
            yield cursor
            connection.commit()
        finally:
            # What was not committed is rolled back.
            connection.close()

    def senders(self) -> list[str]:
        """Every conversation that has events."""
        with self._engine.connect() as connection:
            return list(connection.scalars(sa.select(events.c.sender_id).distinct()))


def _written(statement: Any, engine: Engine) -> str:
    """A statement as the driver reads it, with its values by name."""
    dialect = type(engine.dialect)
    by_name = "pyformat" if engine.dialect.name == POSTGRESQL else "named"
    return str(statement.compile(dialect=dialect(paramstyle=by_name)))


def _open(url: str) -> Engine:
    address = make_url(url)
    if address.drivername.startswith(POSTGRESQL):
        # The records' own driver is not installed beside Rasa.
        return sa.create_engine(
            address.set(drivername=POSTGRESQL),
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"client_encoding": "utf8"},
        )
    path = Path(address.database)
    path.touch(mode=0o600)
    engine = sa.create_engine(
        address, hide_parameters=True, poolclass=QueuePool, connect_args={"timeout": WAIT_SECONDS}
    )
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
