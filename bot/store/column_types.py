"""Column types that behave the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Enum, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator


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
