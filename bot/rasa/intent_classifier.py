"""What a message wants, by the weights of its pieces.

It learns what Rasa's CountVectorsFeaturizer and LogisticRegressionClassifier learn, from the same library, and gives
the same scores. But what serves needs numpy alone: scikit-learn takes 60 MB and a second of the start, for a sum.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.rasa.pieces import KINDS, plain_line

LEARNT, WEIGHTS = "learnt.json", "weights.npy"
RANKING = "intent_ranking"
RANKED = 10
"""So many intents are told, the likeliest first."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Gives each message the likeliest intents: one logistic regression for each, against all others."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._intents: Sequence[str] = ()
        self._places: Sequence[Mapping[str, int]] = ()
        self._intercepts = np.zeros(0)
        self._weights = np.zeros((0, 0))

    @classmethod
    def required_components(cls) -> list[type]:
        """What has to stand before it in the pipeline."""
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentClassifier":
        """Rasa's way to make a component that is to be trained."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **unused: object,
    ) -> "IntentClassifier":
        """Rasa's way to make a component that was trained."""
        made = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            learnt = json.loads((Path(folder) / LEARNT).read_text(encoding="utf-8"))
            # Of a message only the rows of its own pieces are read, so most of the file never comes into memory.
            made._weights = np.asarray(np.load(Path(folder) / WEIGHTS, mmap_mode="r"))
        made._intents, made._places = learnt["intents"], learnt["places"]
        made._intercepts = np.array(learnt["intercepts"])
        return made

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the weights from the examples, and keep them."""
        from bot.rasa.intent_training import learn

        examples = training_data.intent_examples
        learnt, weights = learn([_line(each) for each in examples], [each.get(INTENT) for each in examples])
        with self._storage.write_to(self._resource) as folder:
            (Path(folder) / LEARNT).write_text(json.dumps(learnt), encoding="utf-8")
            np.save(Path(folder) / WEIGHTS, weights)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message, and the ranking of the likeliest."""
        for message in messages:
            scores = self._scores(_line(message))
            best = np.argsort(-scores, kind="stable")[:RANKED]
            ranking = [{"name": self._intents[each], "confidence": float(scores[each])} for each in best]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(RANKING, ranking, add_to_output=True)
        return messages

    def _scores(self, line: str) -> np.ndarray:
        """The probability of each intent."""
        counted = sorted(Counter(self._places_in(line)).items())
        rows = self._weights[[place for place, _ in counted]]
        numbers = np.array([number for _, number in counted], dtype=float)
        sums = (rows * numbers[:, np.newaxis]).sum(axis=0) + self._intercepts
        # The logistic function, also of large numbers.
        each_alone = np.exp(-np.logaddexp(0, -sums))
        return each_alone / each_alone.sum()

    def _places_in(self, line: str) -> Iterable[int]:
        for pieces, places in zip(KINDS, self._places, strict=True):
            yield from (places[piece] for piece in pieces(line) if piece in places)


def _line(message: Message) -> str:
    return plain_line(token.text for token in message.get(TOKENS_NAMES[TEXT]) or ())
