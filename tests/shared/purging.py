"""Purging in one step, as the tests of the records need it."""

from datetime import datetime

from bot.store import Records
from bot.store.kept_retention import Cutoffs


def forget_before(records: Records, at: datetime) -> int:
    """Forgets each conversation that has been silent since this time and that nothing keeps; returns how many."""
    silent = Cutoffs(finished=at, unfinished=at, contact=None)
    gone = sum(records.forget_if_expired(each, silent) for each in records.expired(silent))
    records.erase_deleted()
    return gone
