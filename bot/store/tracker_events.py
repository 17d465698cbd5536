"""What Rasa's events say, whatever keeps them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

USER, BOT = "user", "bot"
END_OF_A_TURN = "action_listen"


def reply_in(events: Sequence[Mapping[str, Any]], key: str) -> tuple[Mapping[str, Any], ...] | None:
    """What the assistant said to the message that was sent with this key; None if Rasa never finished it."""
    turn = list(_turn_of(events, key))
    finished = any(each.get("name") == END_OF_A_TURN for each in turn)
    return tuple(_as_sent(each) for each in turn if each["event"] == BOT) if finished else None


def _turn_of(events: Sequence[Mapping[str, Any]], key: str) -> Iterator[Mapping[str, Any]]:
    heard = False
    for event in events:
        if event["event"] == USER:
            heard = (event.get("metadata") or {}).get("key") == key
        elif heard:
            yield event


def _as_sent(event: Mapping[str, Any]) -> dict[str, Any]:
    data = event.get("data") or {}
    sent = {"text": event.get("text"), "buttons": data.get("buttons"), "custom": data.get("custom")}
    return {name: value for name, value in sent.items() if value}
