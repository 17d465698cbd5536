"""The audit log: who did what to what, and when, in a chain that only grows; see `bot.store.chain`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from bot.store import chain
from bot.store.database import transaction
from bot.store.kept_audit import AuditAction, AuditEntry, Detail
from bot.store.opened import OpenedDatabase
from bot.store.tables_staff import AuditLink

APPENDING_LOCK = 6179889
"""Any number that all processes share, other than that of the migrations; PostgreSQL lets one of them hold it."""
WALKED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries to show: all where a part is None. `since` counts, `before` does not."""

    actor: str | None = None
    action: str | None = None
    subject: str | None = None
    since: datetime | None = None
    before: datetime | None = None


class AuditRecords(OpenedDatabase):
    """The audit log; a part of `Records`, whose promises hold here too, but for one: each call adds an entry."""

    def audit(
        self,
        key: bytes,
        at: datetime,
        actor: str,
        action: AuditAction,
        subject: str,
        details: Mapping[str, Detail],
    ) -> AuditEntry:
        """Adds an entry at the end of the chain, which is made with this key.

        Raises ValueError for words that are more than names: nothing that people said or typed belongs here.
        """
        chain.demand_name(actor, "actor")
        chain.demand_name(subject, "subject")
        canonical = chain.canonical_details(details)
        with transaction(self._writing) as session:
            _wait_for_others(session)
            last = session.scalars(select(AuditLink).order_by(AuditLink.sequence.desc()).limit(1)).first()
            number, previous = (last.sequence + 1, last.hash) if last else (1, "")
            entry = AuditEntry(number, at, actor, action.value, subject, canonical, previous, "")
            linked = chain.linked(entry, key)
            session.add(_as_row(linked))
            return linked

    def audit_entries(self, wanted: AuditFilter, offset: int, limit: int) -> tuple[AuditEntry, ...]:
        """Entries, newest first."""
        with transaction(self._reading) as session:
            rows = _those(select(AuditLink), wanted).order_by(AuditLink.sequence.desc())
            return tuple(map(_as_entry, session.scalars(rows.offset(offset).limit(limit))))

    def count_audit_entries(self, wanted: AuditFilter) -> int:
        """How many entries there are."""
        with transaction(self._reading) as session:
            return session.scalar(_those(select(func.count()).select_from(AuditLink), wanted)) or 0

    def verify_audit(self, key: bytes, expected: chain.Head | None = None) -> chain.Verification:
        """Walks the whole chain; `expected` is the last entry as it was noted earlier in another place."""
        return chain.verify(self._walk(), key, expected)

    def _walk(self) -> Iterator[AuditEntry]:
        last = None
        while True:
            with transaction(self._reading) as session:
                rows = select(AuditLink).order_by(AuditLink.sequence).limit(WALKED_AT_ONCE)
                if last is not None:
                    rows = rows.where(AuditLink.sequence > last)
                entries = list(map(_as_entry, session.scalars(rows)))
            yield from entries
            if len(entries) < WALKED_AT_ONCE:
                return
            last = entries[-1].sequence


def _wait_for_others(session: Session) -> None:
    # On SQLite the transaction itself already keeps other writers out.
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": APPENDING_LOCK})


def _those(rows: Select, wanted: AuditFilter) -> Select:
    named = {"actor": wanted.actor, "action": wanted.action, "subject": wanted.subject}
    for column, value in named.items():
        if value is not None:
            rows = rows.where(getattr(AuditLink, column) == value)
    if wanted.since is not None:
        rows = rows.where(AuditLink.at >= wanted.since)
    if wanted.before is not None:
        rows = rows.where(AuditLink.at < wanted.before)
    return rows


def _as_row(entry: AuditEntry) -> AuditLink:
    return AuditLink(
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        details=entry.details,
        previous=entry.previous,
        hash=entry.hash,
    )


def _as_entry(row: AuditLink) -> AuditEntry:
    return AuditEntry(
        sequence=row.sequence,
        at=row.at,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        details=row.details,
        previous=row.previous,
        hash=row.hash,
    )
