"""Texts found by a few letters: what each word points to, unfinished and misspelled words among them."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log

from rapidfuzz import fuzz, process

from bot.language.plain import plain
from bot.language.tokens import words_alone

OF_A_TITLE, OF_AN_EXAMPLE, OF_AN_ANSWER = 4.0, 1.0, 0.3
"""How much a word counts by where it stands."""
UNFINISHED, MISSPELLED = 0.7, 0.5
"""How much of a whole word's weight counts for one that was begun, or typed nearly right."""
ALIKE_PERCENT = 78
LIKE_AN_EXAMPLE = 2.0
"""How much counts that an example is nearly what was typed."""
MOST_EXAMPLES = 5
LEAST = 0.15
"""Of the best score: what is worse is not found."""
SHORTEST_WHOLE = 3
"""Letters. A shorter word at the end is taken for one that was begun."""


class Index:
    """Words, each with the answers that it points to and how much."""

    def __init__(self, texts: Iterable[tuple[str, str, float]]) -> None:
        """`texts`: the name of an answer, a text that leads to it, and how much the text's words count."""
        weights: dict[str, Counter[str]] = defaultdict(Counter)
        self._examples: list[str] = []
        self._answers: list[str] = []
        for response, text, weight in texts:
            for word in _words(text):
                weights[word][response] = min(weights[word][response] + weight, OF_A_TITLE)
            if weight == OF_AN_EXAMPLE:
                self._examples.append(plain(text))
                self._answers.append(response)
        answers = {response for pointed in weights.values() for response in pointed}
        self._weights = {word: _rated(pointed, len(answers)) for word, pointed in weights.items()}
        self._sorted = sorted(weights)

    def best(self, typed: str, most: int) -> list[str]:
        """The names of the answers that fit, best first, `most` of them at most."""
        scores: Counter[str] = Counter()
        words = _words(typed)
        for place, word in enumerate(words):
            scores.update(self._of_word(word, unfinished=place == len(words) - 1))
        scores.update(self._of_examples(typed) if words else {})
        ranked = scores.most_common(most)
        return [response for response, score in ranked if score >= LEAST * ranked[0][1]]

    def _of_word(self, word: str, unfinished: bool) -> dict[str, float]:
        if word in self._weights and not (unfinished and len(word) < SHORTEST_WHOLE):
            return self._weights[word]
        begun = list(self._beginning_with(word)) if unfinished or len(word) > SHORTEST_WHOLE else []
        like = begun or [
            found
            for found, *_ in process.extract(
                word, self._sorted, scorer=fuzz.ratio, score_cutoff=ALIKE_PERCENT
            )
        ]
        part = UNFINISHED if begun else MISSPELLED
        best: dict[str, float] = {}
        for each in like:
            for response, weight in self._weights[each].items():
                best[response] = max(best.get(response, 0), weight * part)
        return best

    def _beginning_with(self, start: str) -> Iterator[str]:
        for word in self._sorted[bisect_left(self._sorted, start) :]:
            if not word.startswith(start):
                return
            yield word

    def _of_examples(self, typed: str) -> dict[str, float]:
        like = process.extract(
            plain(typed),
            self._examples,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=ALIKE_PERCENT,
            limit=MOST_EXAMPLES,
        )
        # The likest comes last, and stands where several examples lead to one answer.
        return {self._answers[place]: LIKE_AN_EXAMPLE * alike / 100 for _, alike, place in reversed(like)}


def _rated(pointed: Mapping[str, float], answers: int) -> dict[str, float]:
    """The weights of a word, the more the fewer answers it points to."""
    total = sum(pointed.values())
    telling = log(1 + answers / len(pointed))
    return {
        response: telling * (weight / total + weight / OF_A_TITLE) for response, weight in pointed.items()
    }


def _words(text: str) -> list[str]:
    return words_alone(text).split()
