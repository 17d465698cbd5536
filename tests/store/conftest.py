"""Both databases, each a real one, new for every test."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from ciphers import CIPHER

from bot.store import Records, ScreeningId, open_records

DATABASES = ("sqlite", "postgresql")


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
