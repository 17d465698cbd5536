"""A button's payload is not classified first.

A message such as `/answer{"age": 61}` says its intent itself. Rasa runs all of its understanding on it and then
replaces the result. Here the same last step is taken at once; a message that it cannot read goes the usual way.
"""

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.corrections.correction import Correction, Replacement

_classified = MessageProcessor._parse_message_with_graph


def _parse(
    self: MessageProcessor,
    message: UserMessage,
    tracker: DialogueStateTracker,
    only_output_properties: bool = True,
) -> dict[str, Any]:
    read = _read(self, message) if (message.text or "").startswith(INTENT_MESSAGE_PREFIX) else None
    if read is None:
        return _classified(self, message, tracker, only_output_properties)
    nothing = {TEXT: "", INTENT: {"name": None, "confidence": 0.0}, ENTITIES: []}
    return {**nothing, **read.as_dict(only_output_properties=only_output_properties)}


def _read(processor: MessageProcessor, message: UserMessage) -> Message | None:
    told = Message({TEXT: message.text, "message_id": message.message_id, "metadata": message.metadata})
    read = YAMLStoryReader.unpack_regex_message(told, processor.domain, RegexMessageHandler.__name__)
    return None if read is told else read


CORRECTION = Correction(
    "payloads",
    (
        Replacement(
            "rasa.core.processor:MessageProcessor._parse_message_with_graph", "0bd50a53b5c013af", _parse
        ),
    ),
)
