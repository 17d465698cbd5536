"""Bringing a database to the tables of this version, with the migrations that lie inside the package.

Alembic does it. It is loaded only where something is to be done: it takes 20 MB, and the processes that open the
records stay for long.
"""

import contextlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.encryption import Cipher
from bot.store import keys
from bot.store.database import erase_deleted_bytes, for_writing, open_engine
from bot.store.errors import NotYetErased, RecordsUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATION_LOCK = 6179888
"""Any number that all processes share; PostgreSQL lets one of them at a time hold it."""


def migrate(url: str, cipher: Cipher) -> None:
    """Creates or updates the tables; does nothing, and quickly, when they are up to date.

    Safe to call from several processes at once. Raises RecordsUnavailable with one clear sentence, also when a key
    with which something was written is not among the cipher's.
    """
    engine = open_engine(url, cipher)
    try:
        if not _is_up_to_date(engine):
            _bring_up_to_date(engine, cipher)
        _check_keys(engine, cipher)
    except DBAPIError as error:
        address = engine.url.render_as_string(hide_password=True)
        reason = " ".join(str(error.orig).split())
        raise RecordsUnavailable(f"The records at {address} cannot be opened: {reason}") from error
    finally:
        engine.dispose()


@cache
def newest_revision() -> str:
    """The number of the last migration: each file's name begins with its own."""
    names = (each.name for each in (files("bot.store") / "migrations" / "versions").iterdir())
    return max(name.partition("_")[0] for name in names if name.endswith(".py"))


def _is_up_to_date(engine: Engine) -> bool:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [
            newest_revision()
        ]


def _bring_up_to_date(engine: Engine, cipher: Cipher) -> None:
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["cipher"] = cipher
    try:
        _upgrade(engine, config)
    except CommandError as error:
        raise RecordsUnavailable(
            "The records were written by a newer version of AfterCART; install that version to open them."
        ) from error
    # What stood there in plain words must not be left in the file. While somebody reads it, the next purge does it.
    with contextlib.suppress(NotYetErased):
        erase_deleted_bytes(engine)


def _check_keys(engine: Engine, cipher: Cipher) -> None:
    with engine.connect() as connection:
        if keys.are_noted(connection, cipher):
            return
    with for_writing(engine).begin() as connection:
        _wait_for_other_processes(connection)
        keys.check(connection, cipher)


def _upgrade(engine: Engine, config: "Config") -> None:
    from alembic import command

    with for_writing(engine).begin() as connection:
        _wait_for_other_processes(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _wait_for_other_processes(connection: Connection) -> None:
    # On SQLite the transaction itself already keeps other writers out.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
