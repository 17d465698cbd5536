"""Of one message only the features of the whole sentence are made.

For every message Rasa also makes the features of each word, for classifiers that read words one by one; the one here
reads sentences. And it makes them by way of matrices for many texts. Here the pieces of one text are counted.
Training, which has many messages, goes Rasa's own way.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import coo_matrix
from sklearn.feature_extraction.text import CountVectorizer

from bot.rasa.corrections.correction import Correction, Replacement

KEPT = "_pieces_of"
_many_processed = CountVectorsFeaturizer.process


def _process(self: CountVectorsFeaturizer, messages: list[Message]) -> list[Message]:
    if len(messages) != 1 or self.vectorizers is None:
        return _many_processed(self, messages)
    (message,) = messages
    for attribute in self._attributes:
        vectorizer = self.vectorizers.get(attribute)
        words = self._get_processed_message_tokens_by_attribute(message, attribute)
        if words and vectorizer and attribute in DENSE_FEATURIZABLE_ATTRIBUTES:
            self.add_features_to_message(None, _counted(vectorizer, words), attribute, message)
    return messages


def _counted(vectorizer: CountVectorizer, words: Sequence[str]) -> coo_matrix:
    """One row: how often each known piece stands in the text."""
    places = map(vectorizer.vocabulary_.get, _pieces_of(vectorizer)(" ".join(words)))
    counts = sorted(Counter(place for place in places if place is not None).items())
    columns, numbers = [place for place, _ in counts], [number for _, number in counts]
    rows = [0] * len(counts)
    return coo_matrix(
        (numbers, (rows, columns)), shape=(1, len(vectorizer.vocabulary_)), dtype=vectorizer.dtype
    )


def _pieces_of(vectorizer: CountVectorizer) -> Callable[[str], Sequence[str]]:
    """What takes a text apart; put together once."""
    kept = vars(vectorizer)
    if KEPT not in kept:
        kept[KEPT] = vectorizer.build_analyzer()
    return kept[KEPT]


CORRECTION = Correction(
    "sentence_features",
    (
        Replacement(
            "rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer:CountVectorsFeaturizer.process",
            "95cd0baaa70c8983",
            _process,
        ),
    ),
)
