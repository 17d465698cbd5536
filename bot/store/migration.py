"""Bringing a database to the tables of this version, with the migrations that lie inside the package."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import for_writing, open_engine
from bot.store.errors import RecordsUnavailable

MIGRATION_LOCK = 6179888
"""Any number that all processes share; PostgreSQL lets one of them at a time hold it."""


def migrate(url: str) -> None:
    """Creates or updates the tables; does nothing, and quickly, when they are up to date.

    Safe to call from several processes at once. Raises RecordsUnavailable with one clear sentence.
    """
    engine = open_engine(url)
    try:
        _bring_up_to_date(engine)
    except CommandError as error:
        raise RecordsUnavailable(
            "The records were written by a newer version of AfterCART; install that version to open them."
        ) from error
    except DBAPIError as error:
        address = engine.url.render_as_string(hide_password=True)
        reason = " ".join(str(error.orig).split())
        raise RecordsUnavailable(f"The records at {address} cannot be opened: {reason}") from error
    finally:
        engine.dispose()


def _bring_up_to_date(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    if not _is_up_to_date(engine, config):
        _upgrade(engine, config)


def _is_up_to_date(engine: Engine, config: Config) -> bool:
    newest = set(ScriptDirectory.from_config(config).get_heads())
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == newest


def _upgrade(engine: Engine, config: Config) -> None:
    with for_writing(engine).begin() as connection:
        _wait_for_other_processes(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _wait_for_other_processes(connection: Connection) -> None:
    # On SQLite the transaction itself already keeps other writers out.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
