"""Runs in Rasa's environment: what this assistant's classifier and Rasa's own components make of the same lines.

Reads {"examples": [[intent, text], ...], "lines": [...]} from the standard input, and writes the ranking of each line
by both.
"""

import prepared_to_train  # noqa: F401, I001 - it makes the other imports possible

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.rasa.intent_classifier import IntentClassifier

OURS = [(IntentClassifier, {})]
STOCK = [
    (CountVectorsFeaturizer, {"max_ngram": 2}),
    (CountVectorsFeaturizer, {"analyzer": "char_wb", "min_ngram": 2, "max_ngram": 6}),
    (LogisticRegressionClassifier, {"solver": "liblinear", "max_iter": 300}),
]


def rankings(pipeline: list, told: dict, folder: Path) -> list:
    """The ranking of each line by components that were trained, kept and loaded again."""
    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    examples = [Message({TEXT: text, INTENT: intent}) for intent, text in told["examples"]]
    lines = [Message({TEXT: line}) for line in told["lines"]]
    training = tokenizer.process_training_data(TrainingData(examples))
    tokenizer.process(lines)
    storage = LocalModelStorage(folder)
    for number, (kind, changed) in enumerate(pipeline):
        context = ExecutionContext(GraphSchema({}), "model", node_name=f"{kind.__name__}{number}")
        here = ({**kind.get_default_config(), **changed}, storage, Resource(context.node_name), context)
        trained = kind.create(*here)
        trained.train(training)
        if hasattr(trained, "process_training_data") and number < len(pipeline) - 1:
            trained.process_training_data(training)
        # One by one, as messages come.
        loaded = kind.load(*here)
        for line in lines:
            loaded.process([line])
    return [[[each["name"], each["confidence"]] for each in line.get("intent_ranking")] for line in lines]


told = json.load(sys.stdin)
with TemporaryDirectory() as ours, TemporaryDirectory() as stock:
    print(json.dumps({"ours": rankings(OURS, told, Path(ours)), "stock": rankings(STOCK, told, Path(stock))}))
