"""The action server is told what its actions read, not the whole conversation and the whole domain.

Rasa sends every event so far with each call, and the latest message twice with its ranking of all intents. What an
action of this assistant reads: the slots, the latest message, the events since it came, and of earlier messages their
words and their channel (for what was said before consent, and who speaks). So of earlier events only these are sent,
and the domain, of 100 kB, only to an action that the domain names as one that needs it.
"""

from typing import Any

import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.corrections.correction import Correction, Replacement

FOR_PEOPLE_WHO_TRAIN = frozenset({"intent_ranking", "response_selector", "text_tokens"})
"""What the understanding of a message says beside its result."""
VALIDATION = "validate_"
OF_EARLIER_MESSAGES = frozenset({"event", "text", "input_channel"})


def _action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    return {
        "next_action": self._name,
        "sender_id": tracker.sender_id,
        "tracker": _state(tracker),
        "version": rasa.__version__,
        "domain": domain.as_dict() if _needs_domain(self.name(), domain) else {},
    }


def _needs_domain(action: str, domain: Domain) -> bool:
    """Whether the domain says so. Rasa adds every form's validation; the ones here name the next question themselves.

    The newer action server refuses a call without a domain, so others are sent an empty one.
    """
    return not action.startswith(VALIDATION) and domain.does_custom_action_explicitly_need_domain(action)


def _state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """As the tracker's own `current_state`, which copies whole messages."""
    loop = tracker.active_loop
    return {
        "sender_id": tracker.sender_id,
        "slots": tracker.current_slot_values(),
        "latest_message": _without_details(tracker._latest_message_data()),
        "latest_event_time": tracker.events[-1].timestamp if tracker.events else None,
        "followup_action": tracker.followup_action,
        "paused": tracker.is_paused(),
        "events": _events(tracker),
        "latest_input_channel": tracker.get_latest_input_channel(),
        "active_loop": {"name": loop.name, "is_interrupted": loop.is_interrupted, "rejected": loop.rejected}
        if loop
        else {},
        "latest_action": tracker.latest_action,
        "latest_action_name": tracker.latest_action_name,
    }


def _events(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """The events since the latest message, and before it the words and the channel of each message."""
    events: list[dict[str, Any]] = []
    earlier = False
    for event in reversed(tracker.events):
        is_message = isinstance(event, UserUttered)
        if not earlier:
            events.append(_in_full(event))
        elif is_message:
            events.append(
                {name: told for name, told in event.as_dict().items() if name in OF_EARLIER_MESSAGES}
            )
        earlier = earlier or is_message
    return events[::-1]


def _in_full(event: Event) -> dict[str, Any]:
    told = event.as_dict()
    if "parse_data" in told:
        told["parse_data"] = _without_details(told["parse_data"])
    return told


def _without_details(parsed: dict[str, Any] | None) -> dict[str, Any] | None:
    return parsed and {name: each for name, each in parsed.items() if name not in FOR_PEOPLE_WHO_TRAIN}


CORRECTION = Correction(
    "action_call",
    (
        Replacement(
            "rasa.core.actions.action:RemoteAction._action_call_format",
            "428795b944f22edb",
            _action_call_format,
        ),
    ),
)
