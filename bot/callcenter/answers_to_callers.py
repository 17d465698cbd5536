"""What callers ask: an agent types a few letters, and finds the answer that the chat would give.

The wordings of data/nlu, the titles and the answers' own words are searched. A word counts by how few answers it
points to; the last one may be unfinished, and any may be misspelled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.callcenter import script
from bot.callcenter.word_index import OF_A_TITLE, OF_AN_ANSWER, OF_AN_EXAMPLE, Index
from bot.language.safety import Danger, read_danger
from bot.trial.sites import SITES

EXAMPLES = script.DOMAIN.parent / "data" / "nlu"
QUESTIONS = Path(__file__).with_name("callers_questions.yml")
SHOWN = 5
WHERE = "utter_answer_sites"
"""Who asks for a town or a state asks where the trial is done."""

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
    found = tuple(_answer(response) for response in _index().best(typed, SHOWN))
    return ((alarm, *found) if alarm else found)[:SHOWN]


def _alarm(typed: str) -> CallersAnswer | None:
    danger = read_danger(typed)
    if danger is None:
        return None
    response, name = ALARMS[danger]
    return CallersAnswer(response, _questions()["alarms"][name], script.words(response), alarm=True)


def _answer(response: str) -> CallersAnswer:
    return CallersAnswer(response, _questions()["answers"][response]["title"], script.words(response))


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
            yield response, str(text), OF_A_TITLE
        for text in examples[question["intent"]]:
            yield response, text, OF_AN_EXAMPLE
        yield response, script.words(response), OF_AN_ANSWER
    for site in SITES:
        yield WHERE, f"{site.city} {site.state}", OF_A_TITLE


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
