"""Column types that behave the same on SQLite and PostgreSQL."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Dialect, Engine, Enum, Text, cast, type_coerce
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

from bot.encryption import Cipher

_as_json = json.JSONEncoder(allow_nan=False).encode


class TimeWithoutZone(DontWrapMixin, ValueError):
    """A time that names no moment, since its time zone is missing."""

    def __init__(self) -> None:
        super().__init__("a time without a time zone cannot be recorded")


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept and given back in UTC. Raises TimeWithoutZone for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TimeWithoutZone
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite knows no time zones and returns the UTC time naive; PostgreSQL returns it in its session's.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


NO_TIME_AT_ALL = datetime(1, 1, 2, tzinfo=UTC)


class TimeOrNone(UtcTime):
    """A time in rows that somebody may have changed by hand: what is no time comes back as NO_TIME_AT_ALL."""

    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        # The drivers refuse whole rows for such a value; as text it comes through.
        return type_coerce(cast(column, Text), self)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[object], datetime]:
        return _time_of


def _time_of(written: object) -> datetime:
    try:
        read = datetime.fromisoformat(str(written))
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return NO_TIME_AT_ALL


class Words(TypeDecorator[str]):
    """Text as a person typed it, without the characters that a database cannot hold.

    PostgreSQL refuses NUL, and neither database can encode half of a surrogate pair; an answer must not be
    lost for one of them.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class EncryptedWords(Words):
    """Words that nobody reads in the database without the key; see `encrypt_with`."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        words = super().process_bind_param(value, dialect)
        return None if words is None else _cipher_of(dialect).encrypt(words)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _cipher_of(dialect).decrypt(value)


class EncryptedJson(TypeDecorator[Any]):
    """A JSON value that nobody reads in the database without the key; None is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else _cipher_of(dialect).encrypt(_as_json(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(_cipher_of(dialect).decrypt(value))


def encrypt_with(engine: Engine, cipher: Cipher) -> None:
    """From now on the encrypted columns are written and read with this cipher on this engine."""
    # The dialect is the one part of an engine that a column type is given, and each engine has its own.
    engine.dialect.cipher = cipher


def _cipher_of(dialect: Dialect) -> Cipher:
    return dialect.cipher


def one_of(choices: type[StrEnum], name: str) -> Enum:
    """A column that holds one of the values of `choices`; the database checks it too."""
    return Enum(
        choices,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )
