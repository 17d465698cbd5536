"""The one place where everything is put together: settings, clock and records."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from bot.settings import Settings
from bot.store.kept_audit import AuditAction, Detail
from bot.store.records import Records, open_records


@dataclass(frozen=True, slots=True)
class App:
    """What the doorsteps (actions, commands) need of the world."""

    settings: Settings
    records: Records

    def today(self) -> date:
        """The day of a screen: the one that was set, or the day in the call center."""
        return self.settings.as_of or self.here().date()

    def here(self) -> datetime:
        """The time by the clock of the call center; by this machine's, where no time zone was set."""
        return self.now().astimezone(self.settings.time_zone)

    def audit(self, actor: str, action: AuditAction, subject: str = "", **details: Detail) -> None:
        """Add an entry to the audit log: who did what to what, by ids and names of parts of the program.

        Raises ValueError for words of people, which never belong there.
        """
        self.records.audit(self.settings.chain_key, self.now(), actor, action, subject, details)

    def now(self) -> datetime:
        """The time at which something is recorded."""
        return datetime.now(UTC)


@cache
def app() -> App:
    """The application of this process; made at first use, so that importing opens nothing."""
    settings = Settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    return App(settings, open_records(settings.records, settings.cipher))
