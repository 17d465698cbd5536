"""What callers ask: an agent types a few letters, and finds the answer that the chat would give.

The wordings of data/nlu, the titles and the answers' own words are searched. A word counts by how few answers it
points to; the last one may be unfinished, and any may be misspelled.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from bot.callcenter import script
from bot.language.plain import plain
from bot.language.safety import Danger, read_danger
from bot.language.tokens import words_alone
from bot.trial.sites import SITES

EXAMPLES = script.DOMAIN.parent / "data" / "nlu"
QUESTIONS = Path(__file__).with_name("callers_questions.yml")
SHOWN = 5
WHERE = "utter_answer_sites"
"""Who asks for a town or a state asks where the trial is done."""

OF_THE_TITLE, OF_AN_EXAMPLE, OF_THE_ANSWER = 4.0, 1.0, 0.3
"""How much a word counts by where it stands."""
UNFINISHED, MISSPELLED = 0.7, 0.5
"""How much of a whole word's weight counts for one that was begun, or typed nearly right."""
ALIKE_PERCENT = 78
LIKE_AN_EXAMPLE = 2.0
"""How much counts that a wording of callers is nearly what was typed."""
LEAST = 0.15
"""Of the best answer's score: what is worse is not shown."""

ALARMS: Mapping[Danger, tuple[str, str]] = {
    Danger.EMERGENCY: ("utter_emergency", "emergency"),
    Danger.SUICIDE_RISK: ("utter_suicide_risk", "suicide_risk"),
}


@dataclass(frozen=True, slots=True)
class CallersAnswer:
    """An answer to say aloud, and the question that it answers. `alarm`: it comes before everything else."""

    response: str
    title: str
    words: str
    alarm: bool = False


def find(typed: str) -> tuple[CallersAnswer, ...]:
    """The few answers that fit best what was typed, best first; none for nothing.

    Where the typed words speak of danger, what to say then comes first. Reads any text and never raises.
    """
    alarm = _alarm(typed)
    found = tuple(_answer(response) for response in _index().best(typed))
    return ((alarm, *found) if alarm else found)[:SHOWN]


def _alarm(typed: str) -> CallersAnswer | None:
    danger = read_danger(typed)
    if danger is None:
        return None
    response, name = ALARMS[danger]
    return CallersAnswer(response, _questions()["alarms"][name], script.words(response), alarm=True)


def _answer(response: str) -> CallersAnswer:
    return CallersAnswer(response, _questions()["answers"][response]["title"], script.words(response))


class Index:
    """Words, each with the answers that it points to and how much."""

    def __init__(self, texts: Iterable[tuple[str, str, float]]) -> None:
        """`texts`: the name of an answer, a text that leads to it, and how much the text's words count."""
        weights: dict[str, Counter[str]] = defaultdict(Counter)
        self._examples: list[tuple[str, str]] = []
        for response, text, weight in texts:
            for word in _words(text):
                weights[word][response] = min(weights[word][response] + weight, OF_THE_TITLE)
            if weight == OF_AN_EXAMPLE:
                self._examples.append((plain(text), response))
        answers = {response for pointed in weights.values() for response in pointed}
        self._weights = {word: _rated(pointed, len(answers)) for word, pointed in weights.items()}
        self._sorted = sorted(weights)

    def best(self, typed: str) -> list[str]:
        """The names of the answers that fit, best first."""
        scores: Counter[str] = Counter()
        words = _words(typed)
        for place, word in enumerate(words):
            scores.update(self._of_word(word, unfinished=place == len(words) - 1))
        for response, likeness in self._of_examples(typed) if words else ():
            scores[response] += likeness
        ranked = scores.most_common(SHOWN)
        return [response for response, score in ranked if score >= LEAST * ranked[0][1]]

    def _of_word(self, word: str, unfinished: bool) -> dict[str, float]:
        if word in self._weights and not (unfinished and len(word) < 3):
            return self._weights[word]
        begun = list(self._beginning_with(word)) if unfinished or len(word) > 3 else []
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

    def _of_examples(self, typed: str) -> Iterator[tuple[str, float]]:
        texts = [text for text, _ in self._examples]
        seen = set()
        for _, alike, place in process.extract(
            plain(typed), texts, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE_PERCENT, limit=SHOWN
        ):
            response = self._examples[place][1]
            if response not in seen:
                seen.add(response)
                yield response, LIKE_AN_EXAMPLE * alike / 100


def _rated(pointed: Mapping[str, float], answers: int) -> dict[str, float]:
    """The weights of a word, the more the fewer answers it points to."""
    total = sum(pointed.values())
    telling = log(1 + answers / len(pointed))
    return {
        response: telling * (weight / total + weight / OF_THE_TITLE) for response, weight in pointed.items()
    }


def _words(text: str) -> list[str]:
    return words_alone(text).split()


@cache
def _questions() -> dict:
    return yaml.load(QUESTIONS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def _index() -> Index:
    return Index(_texts())


def _texts() -> Iterator[tuple[str, str, float]]:
    examples = _examples()
    for response, question in _questions()["answers"].items():
        for text in (question["title"], *question["also"]):
            yield response, str(text), OF_THE_TITLE
        for text in examples[question["intent"]]:
            yield response, text, OF_AN_EXAMPLE
        yield response, script.words(response), OF_THE_ANSWER
    for site in SITES:
        yield WHERE, f"{site.city} {site.state}", OF_THE_TITLE


def _examples() -> dict[str, list[str]]:
    """The wordings of callers, by intent."""
    groups = [
        group
        for path in sorted(EXAMPLES.glob("*.yml"))
        for group in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]
    ]
    return {
        each["intent"]: [line.removeprefix("- ") for line in each["examples"].splitlines()]
        for each in groups
        if "intent" in each
    }
