"""The migrations make the tables that the code declares, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from ciphers import CIPHER
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.sql import ClauseElement

from bot.store import RecordsUnavailable, migrate, open_records
from bot.store.all_tables import Base
from bot.store.migration import newest_revision

NewDatabase = Callable[[], str]


def structure(url: str) -> dict[str, object]:
    """Everything that the database itself says of its tables, in an order that does not depend on it."""
    engine = create_engine(url)
    inspector = inspect(engine)
    parts = {
        "columns": inspector.get_columns,
        "primary key": inspector.get_pk_constraint,
        "foreign keys": inspector.get_foreign_keys,
        "unique": inspector.get_unique_constraints,
        "indexes": inspector.get_indexes,
        "checks": inspector.get_check_constraints,
    }
    found = {
        (table, part): _in_order(read(table))
        for table in inspector.get_table_names()
        if table != "alembic_version"
        for part, read in parts.items()
    }
    engine.dispose()
    return found


def _in_order(read: object) -> list[str]:
    return sorted(map(_described, read)) if isinstance(read, list) else [_described(read)]


def _described(read: object) -> str:
    if isinstance(read, dict):
        return str({name: _described(part) for name, part in sorted(read.items())})
    return str(read) if isinstance(read, ClauseElement) else repr(read)


def test_from_empty_the_migrations_make_exactly_the_declared_tables(new_database: NewDatabase) -> None:
    migrated, declared = new_database(), new_database()
    migrate(migrated, CIPHER)
    engine = create_engine(declared)
    Base.metadata.create_all(engine)
    engine.dispose()

    assert structure(migrated) == structure(declared)
    assert {table for table, _ in structure(migrated)} == set(Base.metadata.tables)


def test_alembic_would_write_no_further_migration(empty_url: str) -> None:
    migrate(empty_url, CIPHER)
    engine = create_engine(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_second_run_does_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch, noon: datetime) -> None:
    migrate(empty_url, CIPHER)
    with open_records(empty_url, CIPHER) as records:
        records.begin_screening("ann", "web", "page", noon)

    def refuse(*_: object) -> None:
        raise AssertionError("there was nothing to upgrade")

    monkeypatch.setattr(command, "upgrade", refuse)
    migrate(empty_url, CIPHER)
    with open_records(empty_url, CIPHER) as records:
        assert records.current_screening("ann").started_at == noon


def test_several_that_migrate_at_once_migrate_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, [empty_url] * 4, [CIPHER] * 4))

    assert {table for table, _ in structure(empty_url)} == set(Base.metadata.tables)


def test_a_migration_that_fails_leaves_nothing_behind(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = command.upgrade

    def fail_at_the_end(*arguments: object) -> None:
        upgrade(*arguments)
        raise InterruptedError

    monkeypatch.setattr(command, "upgrade", fail_at_the_end)
    with pytest.raises(InterruptedError):
        migrate(empty_url, CIPHER)
    assert structure(empty_url) == {}

    monkeypatch.undo()
    migrate(empty_url, CIPHER)
    assert structure(empty_url)


def test_records_of_a_newer_version_are_left_alone(empty_url: str) -> None:
    migrate(empty_url, CIPHER)
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(RecordsUnavailable, match="newer version"):
        open_records(empty_url, CIPHER)


def test_the_newest_migration_is_known_by_its_files_name_as_alembic_knows_it():
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [newest_revision()]
