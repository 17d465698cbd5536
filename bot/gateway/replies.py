"""From Rasa's messages to the door's: one for each thing said, and buttons that show no payload."""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.gateway.refusals import Refusal

CARRIED = ("ask", "input", "confirm", "result", "alarm")
"""What a message of the conversation contract carries beside its words."""

ALONE = frozenset({"none", "unknown", "declined"})
"""Answers that go with no other answer to the same question."""

Kept = dict[str, Any]
"""A message as it is kept: its text, what it carries, and its buttons with their payloads."""


def kept_reply(sent: Iterable[Mapping[str, Any]]) -> list[Kept]:
    """The messages of a reply, as Rasa's REST channel gives them, in the form in which they are kept.

    Rasa sends what a response carries as a message of its own, after the words.
    """
    kept: list[Kept] = []
    for message in sent:
        carried = {name: value for name, value in (message.get("custom") or {}).items() if name in CARRIED}
        if kept and "text" not in message and "result" not in carried:
            kept[-1].update(carried)
        else:
            buttons = [kept_button(each) for each in message.get("buttons") or ()]
            kept.append({"text": message.get("text") or "", "buttons": buttons, **carried})
    return kept


def kept_button(button: Mapping[str, str]) -> dict[str, Any]:
    """A button as it is kept, with an id of its own."""
    return {
        "id": f"b_{secrets.token_urlsafe(12)}",
        "title": button["title"],
        "alone": _is_alone(button["payload"]),
        "payload": button["payload"],
    }


def _is_alone(payload: str) -> bool:
    facts = _facts_of(payload)
    values = [each for raw in facts.values() for each in (raw if isinstance(raw, list) else [raw])]
    return not facts or any(isinstance(value, str) and value in ALONE for value in values)


def answers_only(button: Kept, value: str | int) -> bool:
    """Whether a kept button gives this one value ("unknown", 2) to every fact that it answers."""
    facts = _facts_of(button["payload"])
    return bool(facts) and all(each == value and type(each) is type(value) for each in facts.values())


def _facts_of(payload: str) -> dict[str, Any]:
    _, brace, facts = payload.partition("{")
    return json.loads(brace + facts) if brace else {}


def shown_message(message: Kept, message_id: str, with_buttons: bool) -> dict[str, Any]:
    """A kept message as the widget may see it."""
    buttons = message["buttons"] if with_buttons else ()
    return {
        "id": message_id,
        "from": "assistant",
        "text": message["text"],
        "buttons": [{name: each[name] for name in ("id", "title", "alone")} for each in buttons],
        **{name: message.get(name) for name in CARRIED},
    }


def pressed(reply: Sequence[Kept], ids: Sequence[str]) -> tuple[str, str]:
    """The payload and the title of the buttons of one message. Raises Refusal for any that it did not offer."""
    for message in reply:
        offered = {button["id"]: button for button in message["buttons"]}
        if offered.keys() >= set(ids):
            return _together([offered[each] for each in ids], message.get("input") == "multichoice")
    raise Refusal("old_button")


def _together(buttons: Sequence[dict[str, Any]], several: bool) -> tuple[str, str]:
    if len(buttons) == 1:
        return buttons[0]["payload"], buttons[0]["title"]
    if not several or any(button["alone"] for button in buttons):
        raise Refusal("not_together")
    intent = buttons[0]["payload"].partition("{")[0]
    facts: dict[str, Any] = {}
    for button in buttons:
        for fact, value in _facts_of(button["payload"]).items():
            facts[fact] = _joined(facts.get(fact, value), value)
    return intent + json.dumps(facts), ", ".join(button["title"] for button in buttons)


def _joined(known: Any, more: Any) -> Any:
    if isinstance(known, list) and isinstance(more, list):
        return list(dict.fromkeys([*known, *more]))
    if known != more:
        raise Refusal("not_together")
    return known
