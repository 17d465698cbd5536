"""Transactions in the driver's own hands, for what every message does: they take half the time of the engine's.

A statement is written for the driver once, with what turns each of its values into the driver's own and back.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, Executable
from sqlalchemy.orm import Session, sessionmaker

from bot.encryption import UnknownKey
from bot.store.database import beginning, saying_when_away, under_way
from bot.store.errors import RecordsUnavailable

SQLITE = "sqlite"


class RowRefused(Exception):
    """The database refuses a row, since another writer was first."""


class Driven:
    """A transaction; it executes statements as an engine's connection does, one at a time."""

    def __init__(self, cursor: Any, engine: Engine, written: dict[Executable, "Written"]) -> None:
        self._cursor = cursor
        self._engine = engine
        self._known = written
        self._last: Written | None = None

    def execute(self, statement: Executable, given: Mapping[str, Any] | list[Mapping[str, Any]]) -> "Driven":
        """Run a statement with its values by name, or for each of many rows.

        What it found or changed is asked for before the next.
        """
        if statement not in self._known:
            self._known[statement] = Written(statement, self._engine)
        self._last = self._known[statement]
        if isinstance(given, list):
            self._cursor.executemany(self._last.text, [self._last.values(row) for row in given])
        else:
            self._cursor.execute(self._last.text, self._last.values(given))
        return self

    def first(self) -> tuple[Any, ...] | None:
        """The first row that was found."""
        found = self._cursor.fetchone()
        return None if found is None else self._last.row(found)

    def scalar(self) -> Any:
        """The first value of the first row that was found; None where there is none."""
        found = self.first()
        return None if found is None else found[0]

    def all(self) -> list[tuple[Any, ...]]:
        """All rows that were found."""
        return [self._last.row(found) for found in self._cursor.fetchall()]

    @property
    def rowcount(self) -> int:
        """How many rows were added or changed."""
        return self._cursor.rowcount


class Written:
    """A statement as the driver of an engine reads it."""

    def __init__(self, statement: Executable, engine: Engine) -> None:
        dialect = engine.dialect
        by_name = "named" if dialect.name == SQLITE else "pyformat"
        compiled = statement.compile(dialect=type(dialect)(paramstyle=by_name))
        self.text = str(compiled)
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        self._turned = [
            (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for name, bind in compiled.binds.items()
        ]
        self._columns = [
            column.type.dialect_impl(dialect).result_processor(dialect, None)
            for column in statement.exported_columns
        ]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The values as the driver takes them."""
        told = {**self._fixed, **given}
        return {name: _turned(told[name], turn) for name, turn in self._turned}

    def row(self, found: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row with the values that were put in."""
        return tuple(map(_turned, found, self._columns))


def _turned(value: Any, turn: Callable[[Any], Any] | None) -> Any:
    return value if turn is None else turn(value)


class Driver:
    """Begins transactions on the engine of these sessions."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._engine = sessions.kw["bind"]
        self._written: dict[Executable, Written] = {}
        self._beginning = beginning(self._engine)

    @contextmanager
    def transaction(self) -> Iterator[Driven]:
        """As `bot.store.database.connection`; raises RecordsUnavailable, and RowRefused for a row that another kept.

        No message of the driver is passed on: it may show the row, with what a person said.
        """
        errors = self._engine.dialect.dbapi
        try:
            with self._cursor() as cursor:
                yield Driven(cursor, self._engine, self._written)
        except errors.IntegrityError:
            raise RowRefused from None
        except (errors.OperationalError, errors.InterfaceError):
            raise RecordsUnavailable("The records cannot be reached at the moment; try again.") from None
        except UnknownKey as error:
            raise RecordsUnavailable(str(error)) from error

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        session = under_way(self._sessions)
        if session is not None:
            session.flush()
            yield session.connection().connection.cursor()
            session.expire_all()
            return
        with saying_when_away():
            connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            for statement in self._beginning:
                cursor.execute(statement)
            yield cursor
            connection.commit()
        finally:
            # What was not committed is rolled back.
            connection.close()
