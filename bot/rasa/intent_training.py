"""How the weights of the pieces are learnt: scikit-learn's logistic regression, which only training needs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bot.rasa.pieces import KINDS


def learn(lines: Sequence[str], intents: Sequence[str]) -> tuple[dict[str, Any], np.ndarray]:
    """What is learnt of lines and what each of them wants: names, places and intercepts for a JSON file, and weights.

    The weights have a row for each piece, the rows of a kind after those of the kind before, and a column for each
    intent. "places" tells the row of each piece, kind by kind.
    """
    counting = [CountVectorizer(analyzer=pieces) for pieces in KINDS]
    counted = hstack([each.fit_transform(lines) for each in counting])
    # Linear and trained in seconds; as good as a neural classifier on so many examples. Intents have very different
    # numbers of examples, and each counts the same.
    regression = LogisticRegression(
        solver="liblinear", max_iter=300, class_weight="balanced", random_state=42
    ).fit(csr_matrix(counted), intents)
    learnt = {
        "intents": regression.classes_.tolist(),
        "places": _places(counting),
        "intercepts": regression.intercept_.tolist(),
    }
    return learnt, np.ascontiguousarray(regression.coef_.T)


def _places(counting: Sequence[CountVectorizer]) -> list[dict[str, int]]:
    places, first = [], 0
    for each in counting:
        places.append({piece: first + int(place) for piece, place in each.vocabulary_.items()})
        first += len(each.vocabulary_)
    return places
