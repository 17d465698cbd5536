"""Writes everything anew with the newest key: the records, and Rasa's own events."""

from collections import Counter
from collections.abc import Callable, Mapping

from bot.app import App
from bot.store import TrackerDatabase
from bot.store.kept_audit import AuditAction

ACTOR = "command"
EVENTS = "Rasa's events"

Progress = Callable[[str, int, int], None]


def rotate(app: App, progress: Progress) -> Mapping[str, int]:
    """Encrypts all with the newest key; returns how many rows that changed, by where they stand.

    It can be repeated, and goes on where it fell. When nothing hangs on an older key any more, the records no longer
    ask for it. Raises RecordsUnavailable.
    """
    changed = dict(app.records.rotate(progress))
    changed[EVENTS] = _tracker(app).rotate(lambda seen, number: progress(EVENTS, seen, number))
    newest = app.settings.cipher.fingerprints[0]
    if set(values_by_key(app)) <= {newest}:
        app.records.retire_keys()
    app.audit(ACTOR, AuditAction.KEYS_ROTATED, rows=sum(changed.values()))
    return changed


def values_by_key(app: App) -> Mapping[str, int]:
    """How many values are encrypted with which key, by its fingerprint; "" for plain words."""
    return Counter(app.records.keys_by_rows()) + Counter(_tracker(app).keys_by_rows())


def _tracker(app: App) -> TrackerDatabase:
    return TrackerDatabase(app.settings.tracker, app.settings.cipher)
