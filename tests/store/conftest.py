"""Both databases, each a real one, new for every test."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from ciphers import CIPHER
from ready_records import ready

from bot.store import Records, ScreeningId, open_records

DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def new_sqlite_database(tmp_path: Path) -> Callable[[], str]:
    """Names a file that does not exist yet and returns its URL."""
    numbers = count(1)
    return lambda: f"sqlite:///{tmp_path}/records{next(numbers)}.db"


@pytest.fixture
def new_ready_sqlite_database(new_sqlite_database: Callable[[], str]) -> Callable[[], str]:
    """Makes a file that has all tables of the records, and returns its URL."""
    return lambda: ready(new_sqlite_database())


@pytest.fixture(params=DATABASES)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of the database; the test runs once for each."""
    return request.param


@pytest.fixture
def new_database(request: pytest.FixtureRequest, kind: str) -> Callable[[], str]:
    """Makes an empty database and returns its URL."""
    return request.getfixturevalue(f"new_{kind}_database")


@pytest.fixture
def empty_url(new_database: Callable[[], str]) -> str:
    """The URL of an empty database."""
    return new_database()


@pytest.fixture
def url(request: pytest.FixtureRequest, kind: str) -> str:
    """The URL of a database that has all tables of the records."""
    return request.getfixturevalue(f"new_ready_{kind}_database")()


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
