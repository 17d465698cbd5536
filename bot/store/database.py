"""How a database is reached: one engine for SQLite or PostgreSQL, with the same promises on both."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError, TimeoutError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

from bot.encryption import Cipher, UnknownKey
from bot.store.column_types import encrypt_with
from bot.store.errors import NotYetErased, RecordsUnavailable

SQLITE = "sqlite+pysqlite"
POSTGRESQL = "postgresql+psycopg"
DRIVERS = {"sqlite": SQLITE, SQLITE: SQLITE, "postgresql": POSTGRESQL, POSTGRESQL: POSTGRESQL}

WAIT_SECONDS = 30
"""How long a writer waits for another writer on SQLite."""
CONNECT_SECONDS = 10
"""How long a PostgreSQL server may take to answer the door."""
TO_POSTGRESQL = {
    "connect_timeout": CONNECT_SECONDS,
    # Else a server that was set up without a language would give bytes in the place of words.
    "client_encoding": "utf8",
}

TRACKER_WAIT_SECONDS = 10
"""How long a look into Rasa's file waits for Rasa, which writes for milliseconds."""

SWITCH_ATTEMPTS = 200
SWITCH_PAUSE_SECONDS = 0.05

SQLITE_SETTINGS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


def open_engine(url: str, cipher: Cipher) -> Engine:
    """An engine for `sqlite:///FILE` or `postgresql+psycopg://USER@HOST/DATABASE`, not yet connected.

    Raises RecordsUnavailable when the URL is neither, or the SQLite file cannot be made.
    """
    address = address_of(url)
    connecting = {"timeout": WAIT_SECONDS} if is_sqlite(address) else TO_POSTGRESQL
    # Values of a failed statement stay out of the message: they are what a person said about their health.
    engine = create_engine(
        address,
        connect_args=connecting,
        # A file does not go away.
        pool_pre_ping=not is_sqlite(address),
        hide_parameters=True,
    )
    encrypt_with(engine, cipher)
    event.listen(engine, "handle_error", _leave_out_details)
    if is_sqlite(address):
        make_private_file(Path(address.database or ""))
        event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def open_tracker_engine(address: URL | None) -> Engine:
    """An engine for Rasa's events, whose every statement counts by itself; without an address, an empty one."""
    in_a_file = address is None or is_sqlite(address)
    waiting = {"timeout": TRACKER_WAIT_SECONDS} if in_a_file else TO_POSTGRESQL
    # It is needed now and then only, and a connection that stays open would keep a file from being cleaned.
    engine = create_engine(
        address or "sqlite://", poolclass=NullPool, connect_args=waiting, hide_parameters=True
    )
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions on SQLite take the writer's place at once.

    A SQLite transaction that reads first and writes later fails at once if another wrote in between.
    """
    return engine.execution_options(begin="BEGIN IMMEDIATE")


def without_waiting(engine: Engine) -> Engine:
    """As `for_writing`, whose transactions do not wait until the disk has them.

    A process that dies loses none of them. A power cut can lose the last ones, unless a later transaction has waited:
    that one makes all before it durable.
    """
    return for_writing(engine).execution_options(waits_for_disk=False)


_joined: ContextVar[dict[sessionmaker[Session], Session]] = ContextVar("_joined", default={})  # noqa: B039 - never changed
"""The transactions under way here that those within them join."""


def under_way(sessions: sessionmaker[Session]) -> Session | None:
    """The transaction that is to be joined here."""
    return _joined.get().get(sessions)


@contextmanager
def transaction(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """All or nothing. Raises RecordsUnavailable when the database does not answer, or a key is missing.

    Within `together` it is a part of that transaction.
    """
    session = under_way(sessions)
    if session is not None:
        yield session
        # What the database refuses is refused here, where it is expected.
        session.flush()
        return
    with saying_when_away(), sessions.begin() as session:
        yield session


@contextmanager
def connection(sessions: sessionmaker[Session]) -> Iterator[Connection]:
    """As `transaction`, for statements alone: a message that adds rows costs a third without objects for them."""
    session = under_way(sessions)
    if session is not None:
        session.flush()
        yield session.connection()
        # The objects at hand may tell what is no longer so.
        session.expire_all()
        return
    with saying_when_away(), sessions.kw["bind"].begin() as begun:
        yield begun


@contextmanager
def saying_when_away() -> Iterator[None]:
    """Raises RecordsUnavailable where the database does not answer, or a key is missing."""
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError) as error:
        raise RecordsUnavailable("The records cannot be reached at the moment; try again.") from error
    except UnknownKey as error:
        raise RecordsUnavailable(str(error)) from error


@contextmanager
def together(sessions: sessionmaker[Session]) -> Iterator[None]:
    """One transaction of all that are begun within, in this thread: all of it is kept, or nothing."""
    with transaction(sessions) as session:
        before = _joined.set({**_joined.get(), sessions: session})
        try:
            yield
        finally:
            _joined.reset(before)


def erase_deleted_bytes(engine: Engine) -> None:
    """Erases what was deleted from the files of a SQLite database; PostgreSQL's vacuum does so in time.

    Raises NotYetErased when another transaction stays in the way.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        # SQLite leaves old bytes behind where it splits pages, whatever is deleted securely; a new file has none.
        connection.cursor().execute("VACUUM")
        busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        raise NotYetErased from error
    finally:
        connection.close()
    if busy:
        raise NotYetErased


def is_sqlite(address: URL) -> bool:
    """Whether the address is that of a SQLite database."""
    return address.drivername == SQLITE


def address_of(url: str) -> URL:
    """The address with the driver that is installed. Raises RecordsUnavailable when it is of neither kind."""
    # The URL itself stays out of the message: it may hold a password.
    try:
        address = make_url(url)
        address = address.set(drivername=DRIVERS[address.drivername])
    except (ArgumentError, KeyError, ValueError) as error:
        raise RecordsUnavailable(
            "The address of the records must be sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE."
        ) from error
    if is_sqlite(address) and address.database in (None, "", ":memory:"):
        raise RecordsUnavailable(
            "The records need a file: give its path after sqlite:///, as in sqlite:///records.db."
        )
    return address


def _leave_out_details(context: ExceptionContext) -> None:
    # PostgreSQL's details show the whole row that it refuses, with what a person said.
    sentence = getattr(getattr(context.original_exception, "diag", None), "message_primary", None)
    if sentence:
        context.original_exception.args = (sentence,)
        if context.sqlalchemy_exception is not None:
            context.sqlalchemy_exception.args = (sentence,)


def make_private_file(path: Path) -> None:
    """Makes the file of a SQLite database, which nobody else may read. Raises RecordsUnavailable."""
    # SQLite would let everyone on the machine read a file that it makes itself.
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise RecordsUnavailable(f"The records file {path} cannot be opened: {error.strerror}.") from error


def _set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    # Python's own transactions begin too late and leave DDL out; `_begin` begins them instead.
    connection.isolation_level = None
    _switch_to_write_ahead_log(connection)
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


def _switch_to_write_ahead_log(connection: sqlite3.Connection) -> None:
    # On a new file this fails at once, whatever the timeout, while another process does the same.
    for _ in range(SWITCH_ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(SWITCH_PAUSE_SECONDS)
    raise RecordsUnavailable("The records file is in use by another program; close that and try again.")


def _begin(connection: Connection) -> None:
    for statement in beginning(connection):
        connection.exec_driver_sql(statement)


def beginning(begun: Connection | Engine) -> tuple[str, ...]:
    """The statements with which each transaction of a connection, or of an engine, begins."""
    options = begun.get_execution_options()
    waits = options.get("waits_for_disk", True)
    if begun.dialect.name == "sqlite":
        # Each time: the connection may have served a transaction of the other kind.
        synchronous = "FULL" if waits else "NORMAL"
        return f"PRAGMA synchronous = {synchronous}", options.get("begin", "BEGIN")
    return () if waits else ("SET LOCAL synchronous_commit = off",)
