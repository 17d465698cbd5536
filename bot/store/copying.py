"""Copies of SQLite databases while others use them, and whether anybody does."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from bot.store.database import WAIT_SECONDS, address_of, is_sqlite
from bot.store.errors import RecordsUnavailable


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for a server's. Raises RecordsUnavailable for no address at all."""
    address = address_of(url)
    return Path(address.database or "") if is_sqlite(address) else None


@contextmanager
def nobody_writes(file: Path) -> Iterator[None]:
    """While this is held, others read the database but nobody writes into it. Raises RecordsUnavailable."""
    try:
        with closing(sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
    except sqlite3.OperationalError as error:
        raise RecordsUnavailable(
            "Another program writes into the records and does not end; try again."
        ) from error


def copy(source: Path, target: Path) -> None:
    """A copy of the database as it is at one moment, in one file that only this user may read."""
    target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS)) as read,
        closing(sqlite3.connect(target)) as written,
    ):
        read.backup(written)
        # The copy is a file alone, without a log beside it.
        written.execute("PRAGMA journal_mode = DELETE")


def rows_in(file: Path) -> Mapping[str, int]:
    """How many rows each table has. Raises RecordsUnavailable for a file that is damaged, or no database."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
            return {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for (name,) in names.fetchall()
            }
    except sqlite3.DatabaseError as error:
        raise RecordsUnavailable(f"{file.name} is damaged.") from error


def is_in_use(file: Path) -> bool:
    """Whether any program has the database open."""
    if not file.exists():
        return False
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            # Only who is alone with a database may end its write-ahead log.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            return True
    return False


def put_in_place(new: Path, file: Path) -> None:
    """Put a database in the place of another that nobody uses."""
    for beside in ("-wal", "-shm", "-journal"):
        file.with_name(file.name + beside).unlink(missing_ok=True)
    new.replace(file)
