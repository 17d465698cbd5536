"""A conversation that could not be read or kept is an error, not an empty one in memory.

Rasa wraps every tracker store in one that, when a write fails, goes on in memory: the person is told that an answer
was noted, and it is gone with the process. When a read fails it begins the conversation anew. Here the store stands
alone, the turn fails, and the channel says so.
"""

from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

from bot.rasa.corrections.correction import Correction, Replacement


def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
    if store is None:
        return InMemoryTrackerStore(domain)
    store.domain = domain
    return store


CORRECTION = Correction(
    "failed_saves",
    (
        Replacement(
            "rasa.core.agent:Agent._create_tracker_store",
            "97499b594b45581b",
            staticmethod(_create_tracker_store),
        ),
    ),
)
