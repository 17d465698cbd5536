"""A message that is one of the training examples, letter case and punctuation apart, has that example's intent."""

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.tokens import words_alone

FILE = "examples.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ExampleClassifier(GraphComponent):
    """Gives a known message its known intent.

    A linear classifier over many intents is never quite sure of short commands: every letter of "go back" also
    stands elsewhere. A person who types just that must be able to rely on it. An example that stands under two
    intents is left to the other classifiers.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, intents: dict[str, str]) -> None:
        self._storage = storage
        self._resource = resource
        self._intents = intents

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ExampleClassifier":
        """Rasa's way to make a component that is to be trained."""
        return cls(model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **unused: object,
    ) -> "ExampleClassifier":
        """Rasa's way to make a component that was trained."""
        with model_storage.read_from(resource) as folder:
            intents = json.loads((Path(folder) / FILE).read_text(encoding="utf-8"))
        return cls(model_storage, resource, intents)

    def train(self, training_data: TrainingData) -> Resource:
        """Remember every example that stands under one intent."""
        meanings: dict[str, set[str]] = {}
        for example in training_data.intent_examples:
            meanings.setdefault(words_alone(example.get(TEXT)), set()).add(example.get(INTENT))
        self._intents = {words: intents.pop() for words, intents in meanings.items() if len(intents) == 1}
        with self._storage.write_to(self._resource) as folder:
            (Path(folder) / FILE).write_text(json.dumps(self._intents), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message that is an example."""
        for message in messages:
            intent = self._intents.get(words_alone(message.get(TEXT) or ""))
            if intent:
                message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
        return messages
