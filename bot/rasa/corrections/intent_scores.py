"""The scores of the intents are summed up from the weights of the pieces that a message has.

Rasa puts the features of one message together as a matrix in nine steps, and scikit-learn copies the weights of all
pieces before it multiplies the two. Here the weights of the message's own pieces are summed, in the same order, so that
the scores are the same to the last digit.
"""

from collections.abc import Sequence

import numpy as np
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from bot.rasa.corrections.correction import Correction, Replacement

ONE_AGAINST_THE_REST = "liblinear"
"""The solver whose scores are those of each intent against all others; other solvers go Rasa's own way."""
RANKING = "intent_ranking"
RANKED = "ranking_length"
_many_processed = LogisticRegressionClassifier.process


def _process(self: LogisticRegressionClassifier, messages: list[Message]) -> list[Message]:
    features = _of_the_sentence(messages[0]) if len(messages) == 1 else []
    if not features or not _fit(self.clf, features):
        return _many_processed(self, messages)
    (message,) = messages
    scores = _scores(self.clf, features)
    ranking = [
        {"name": name, "confidence": score} for name, score in zip(self.clf.classes_, scores, strict=True)
    ]
    ranking.sort(key=lambda each: -each["confidence"])
    if self.config[RANKED] > 0:
        ranking = ranking[: self.config[RANKED]]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(RANKING, ranking, add_to_output=True)
    return messages


def _of_the_sentence(message: Message) -> Sequence[Features]:
    """The features of a whole text, all of them sparse; none where there are others."""
    found = [
        each for each in message.features if each.type == FEATURE_TYPE_SENTENCE and each.attribute == TEXT
    ]
    return found if all(each.is_sparse() for each in found) else []


def _fit(classifier: LogisticRegression, features: Sequence[Features]) -> bool:
    several = len(classifier.classes_) > 2 and classifier.solver == ONE_AGAINST_THE_REST
    return several and sum(each.features.shape[1] for each in features) == classifier.n_features_in_


def _scores(classifier: LogisticRegression, features: Sequence[Features]) -> np.ndarray:
    """The probability of each intent, as `predict_proba` of scikit-learn has it."""
    begins, columns = 0, []
    for each in features:
        columns.append(each.features.col + begins)
        begins += each.features.shape[1]
    numbers = np.concatenate([each.features.data for each in features]).astype(float)
    weights = _by_piece(classifier)[np.concatenate(columns)]
    scores = expit((weights * numbers[:, np.newaxis]).sum(axis=0) + classifier.intercept_)
    return scores / scores.sum()


def _by_piece(classifier: LogisticRegression) -> np.ndarray:
    """The weights, those of one piece side by side. They are laid out anew once, not kept twice."""
    if not classifier.coef_.flags.f_contiguous:
        classifier.coef_ = np.asfortranarray(classifier.coef_)
    return classifier.coef_.T


CORRECTION = Correction(
    "intent_scores",
    (
        Replacement(
            "rasa.nlu.classifiers.logistic_regression_classifier:LogisticRegressionClassifier.process",
            "200fc5eab907e156",
            _process,
        ),
    ),
)
