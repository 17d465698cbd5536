"""A message that was heard to its end is not heard again: the same is said to it as before.

The door sends a message with its key. Where the reply was lost on the way, it sends the message again, perhaps while
Rasa is still at it. By its key Rasa finds it among the events, once the turn before has ended. A message to which
nothing was said is heard again.
"""

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.corrections.correction import Correction, Replacement

KEY = "key"

_heard_anew = MessageProcessor.handle_message


async def _handle_message(self: MessageProcessor, message: UserMessage) -> list[dict[str, Any]] | None:
    key = (message.metadata or {}).get(KEY)
    tracker = await self.tracker_store.retrieve(message.sender_id) if key else None
    said = said_to(key, tracker) if tracker else []
    if not said:
        return await _heard_anew(self, message)
    await self._send_bot_messages(said, tracker, message.output_channel)
    return getattr(message.output_channel, "messages", None)


def said_to(key: str, tracker: DialogueStateTracker) -> list[BotUttered]:
    """What was said to the message with this key; nothing where it was not heard."""
    said: list[BotUttered] = []
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            said.append(event)
        elif isinstance(event, UserUttered):
            if event.metadata.get(KEY) == key:
                return said[::-1]
            said = []
    return []


CORRECTION = Correction(
    "messages_heard",
    (
        Replacement(
            "rasa.core.processor:MessageProcessor.handle_message", "0c41d4780d2d4676", _handle_message
        ),
    ),
)
