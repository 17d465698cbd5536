"""The class of an event is looked up by name.

Rasa walks all subclasses of `Event`, and theirs, for each event that it reads from the action server or the tracker
store.
"""

from rasa.shared.core.events import Event

from bot.rasa.corrections.correction import Correction, Replacement

_walked = Event.resolve_by_type
_known: dict[str, type[Event]] = {}


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    known = _known.get(type_name)
    if known is not None:
        return known
    found = _walked(type_name, default)
    if found is not None and found is not default:
        _known[type_name] = found
    return found


CORRECTION = Correction(
    "event_types",
    (
        Replacement(
            "rasa.shared.core.events:Event.resolve_by_type",
            "b5cf570fa7f286c7",
            staticmethod(_resolve_by_type),
        ),
    ),
)
