"""What reaches the driver of SQLite, counted."""

import sqlite3
from collections import Counter
from collections.abc import Callable

from sqlalchemy import Engine, event


def first_word(statement: str) -> str:
    """SELECT, INSERT, COMMIT and the like."""
    return statement.split()[0]


def count_statements(engine: Engine, counts: Counter, kind_of: Callable[[str], str] = first_word) -> None:
    """Counts the statements of every connection that the engine opens from now on, by their kind."""

    def listen(connection: sqlite3.Connection, _: object) -> None:
        connection.set_trace_callback(lambda statement: counts.update([kind_of(statement)]))

    engine.dispose()
    event.listen(engine, "connect", listen)
