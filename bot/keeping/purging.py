"""Lets go of what was kept for its time: the records, the index, the transcript, and Rasa's own events."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.app import App
from bot.store import TrackerDatabase
from bot.store.kept_audit import AuditAction
from bot.store.kept_retention import Cutoffs, PurgePlan

ACTOR = "purge"


@dataclass(frozen=True, slots=True)
class Purged:
    """How many conversations went, how many lost their contact data, and how many only Rasa still knew."""

    conversations: int
    contacts: int
    left_behind: int


def cutoffs(app: App) -> Cutoffs:
    """The times before which things go, by the settings."""
    settings = app.settings
    return Cutoffs.at(
        app.now(),
        settings.retention_days,
        settings.retention_unfinished_days,
        settings.retention_contact_days,
    )


def plan(app: App) -> PurgePlan:
    """What a purge would delete; changes nothing."""
    return app.records.purge_plan(cutoffs(app))


def purge(app: App) -> Purged:
    """Deletes what is due, one conversation at a time: who falls in the midst goes on with the rest.

    Raises RecordsUnavailable, and NotYetErased when the rows are gone but others kept a file too busy to erase their
    bytes; call it again then.
    """
    silent, tracker = cutoffs(app), TrackerDatabase(app.settings.tracker, app.settings.cipher)
    gone = _each(app.records.expired(silent), lambda name: app.records.forget_if_expired(name, silent))
    bare = _each(
        app.records.expired_contacts(silent), lambda name: app.records.forget_contact_if_expired(name, silent)
    )
    left = _left_behind(app, tracker, silent, gone)
    tracker.forget(*gone, *bare, *left)
    app.records.erase_deleted()
    done = Purged(len(gone), len(bare), len(left))
    if gone or bare or left:
        app.audit(
            ACTOR, AuditAction.PURGED, conversations=len(gone), contacts=len(bare), left_behind=len(left)
        )
    return done


def _each(names: tuple[str, ...], forget: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(name for name in names if forget(name))


def _left_behind(
    app: App, tracker: TrackerDatabase, silent: Cutoffs, gone: tuple[str, ...]
) -> tuple[str, ...]:
    """Conversations of which only Rasa's events are left: nobody consented, or a purge fell before it came to them."""
    if silent.unfinished is None:
        return ()
    names = tuple(name for name in tracker.silent_since(silent.unfinished) if name not in gone)
    known = app.records.known_conversations(names)
    return tuple(name for name in names if name not in known)
