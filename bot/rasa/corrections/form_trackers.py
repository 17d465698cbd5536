"""A form's own tracker is a copy with its events added, not all events applied anew.

Rasa makes one when a form validates and one when it asks, and applies every event since the latest restart to it.
Without a restart that is the tracker itself, so it is copied. After a restart Rasa's own way is taken.
"""

from rasa.core.actions.forms import FormAction
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.corrections.correction import Correction, Replacement

_applied_anew = FormAction._temporary_tracker


def _temporary_tracker(
    self: FormAction, current_tracker: DialogueStateTracker, additional_events: list[Event], domain: Domain
) -> DialogueStateTracker:
    if current_tracker.idx_after_latest_restart() > 0:
        return _applied_anew(self, current_tracker, additional_events, domain)
    tracker = current_tracker.copy()
    requested = SlotSet(REQUESTED_SLOT, self.get_slot_to_fill(current_tracker))
    for event in (requested, ActionExecuted(self.name()), *additional_events):
        tracker.update(event)
    return tracker


CORRECTION = Correction(
    "form_trackers",
    (
        Replacement(
            "rasa.core.actions.forms:FormAction._temporary_tracker", "381bc4b6e07fc205", _temporary_tracker
        ),
    ),
)
