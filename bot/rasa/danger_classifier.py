"""The reading of danger, in Rasa's pipeline."""

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language.safety import Danger, read_danger

INTENT_OF = {Danger.EMERGENCY: "emergency", Danger.SUICIDE_RISK: "suicide_risk"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DangerClassifier(GraphComponent):
    """Sets the intent `emergency` or `suicide_risk` when a message speaks of danger now.

    It overrules every other classifier, and it alone gives these intents: a learnt guess that somebody is in
    danger, or is not, cannot be reviewed by a clinician; a list of words and rules can.
    """

    @classmethod
    def create(
        cls,
        config: dict,
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "DangerClassifier":
        """Rasa's way to make a component; there is nothing to configure."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message that speaks of danger, and take it from each that does not."""
        for message in messages:
            danger = read_danger(message.get(TEXT) or "")
            if danger:
                _set(message, INTENT_OF[danger])
            elif (message.get(INTENT) or {}).get("name") in INTENT_OF.values():
                _set(message, DEFAULT_NLU_FALLBACK_INTENT_NAME)
        return messages


def _set(message: Message, intent: str) -> None:
    message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
