"""Walking along all that is encrypted, and writing it anew, within transactions that the caller holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.encryption import Cipher
from bot.store.all_tables import Base
from bot.store.column_types import EncryptedJson, EncryptedWords

AT_ONCE = 200


@dataclass(frozen=True)
class EncryptedTable:
    """A table with encrypted columns, whose values are taken as they stand in the database."""

    name: str
    key: tuple[sa.Column, ...]
    encrypted: tuple[str, ...]

    @cached_property
    def raw(self) -> sa.TableClause:
        """The table, without the types that decrypt."""
        keys = (sa.column(column.name, column.type) for column in self.key)
        return sa.table(self.name, *keys, *(sa.column(name, sa.Text()) for name in self.encrypted))

    def some(self, session: Session, after: sa.RowMapping | None) -> Sequence[sa.RowMapping]:
        """Some rows in the order of their keys, after this one."""
        order = [self.raw.c[column.name] for column in self.key]
        rows = sa.select(self.raw).order_by(*order).limit(AT_ONCE)
        if after is not None:
            last = (sa.literal(after[column.name], column.type) for column in order)
            rows = rows.where(sa.tuple_(*order) > sa.tuple_(*last))
        return session.execute(rows).mappings().all()

    def values(self, row: sa.RowMapping) -> Iterator[tuple[str, str]]:
        """The encrypted values of a row, by column."""
        return ((name, row[name]) for name in self.encrypted if row[name] is not None)

    def rewrite(self, session: Session, row: sa.RowMapping, cipher: Cipher) -> bool:
        """Encrypts a row with the newest key; returns whether it was not before, and nobody changed it meanwhile."""
        old = {name: kept for name, kept in self.values(row) if not cipher.is_current(kept)}
        if not old:
            return False
        same = [self.raw.c[column.name] == row[column.name] for column in self.key]
        # Whoever writes in the meantime writes with the newest key.
        same += [self.raw.c[name] == kept for name, kept in old.items()]
        new = {name: cipher.encrypt(cipher.decrypt(kept)) for name, kept in old.items()}
        return session.execute(sa.update(self.raw).where(*same).values(new)).rowcount > 0


def encrypted_tables() -> tuple[EncryptedTable, ...]:
    """All tables with encrypted columns."""
    found = []
    for table in Base.metadata.sorted_tables:
        encrypted = [each.name for each in table.c if isinstance(each.type, EncryptedWords | EncryptedJson)]
        if encrypted:
            found.append(EncryptedTable(table.name, tuple(table.primary_key), tuple(encrypted)))
    return tuple(found)
