"""What Rasa remembers of a sample talk, so that it can go on: on the telephone, or by a correction."""

from collections.abc import Iterator
from typing import Any

from bot.conversation.interview import Interview
from bot.conversation.slots import slots_of
from bot.demo.playing import Talk

FORM, REQUESTED_SLOT, CHECK = "screening_form", "requested_slot", "understanding_check"


def events_of(talk: Talk) -> list[dict[str, Any]]:
    """Rasa's events of a talk: where it stands, without every turn."""
    return [
        _action("action_session_start"),
        {"event": "session_started"},
        _action("action_listen"),
        *_standing(talk),
        _action("action_listen"),
    ]


def _standing(talk: Talk) -> Iterator[dict[str, Any]]:
    interview = talk.turns[-1].after if talk.turns else Interview()
    yield from (_slot(name, raw) for name, raw in slots_of(interview).items() if raw is not None)
    if talk.asked is not None:
        yield {"event": "active_loop", "name": FORM}
        yield _slot(REQUESTED_SLOT, CHECK if interview.check else talk.asked.name)


def _action(name: str) -> dict[str, Any]:
    return {"event": "action", "name": name, "policy": None, "confidence": None}


def _slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}
