"""Writing everything anew with the newest key, so that an older one can go."""

from collections import Counter
from collections.abc import Callable, Mapping

from sqlalchemy import delete, func, select

from bot.store.database import transaction
from bot.store.kept_keys import KeyPurpose
from bot.store.opened import OpenedDatabase
from bot.store.rewriting import EncryptedTable, encrypted_tables
from bot.store.tables_keys import KeyInUse

Progress = Callable[[str, int, int], None]
"""Is told a table, how many of its rows were looked at, and how many there are."""


class RotationRecords(OpenedDatabase):
    """Keys; a part of `Records`, whose promises hold here too."""

    def rotate(self, progress: Progress) -> Mapping[str, int]:
        """Encrypts all with the newest key; returns how many rows that changed, by table.

        Each batch is a transaction, so that the service runs on meanwhile, and what was done stays done.
        """
        return {table.name: self._rotate(table, progress) for table in encrypted_tables()}

    def keys_by_rows(self) -> Mapping[str, int]:
        """How many values are encrypted with which key, by its fingerprint; "" for plain words."""
        found: Counter[str] = Counter()
        for table in encrypted_tables():
            row = None
            while rows := self._some(table, row):
                row = rows[-1]
                found.update(self._cipher.key_of(kept) for each in rows for _, kept in table.values(each))
        return found

    def retire_keys(self) -> None:
        """From now on the records ask for the newest key only; call it when nothing hangs on another."""
        with transaction(self._writing) as session:
            session.execute(
                delete(KeyInUse).where(
                    KeyInUse.purpose == KeyPurpose.WORDS,
                    KeyInUse.fingerprint != self._cipher.fingerprints[0],
                )
            )

    def _rotate(self, table: EncryptedTable, progress: Progress) -> int:
        with transaction(self._reading) as session:
            number = session.scalar(select(func.count()).select_from(table.raw)) or 0
        row, seen, changed = None, 0, 0
        while rows := self._some(table, row):
            with transaction(self._writing) as session:
                changed += sum(table.rewrite(session, each, self._cipher) for each in rows)
            row, seen = rows[-1], seen + len(rows)
            progress(table.name, seen, number)
        return changed

    def _some(self, table: EncryptedTable, after):
        with transaction(self._reading) as session:
            return table.some(session, after)
