"""The script of a call: what an agent says aloud, and the keys for what a caller answers.

All words stand in domain.yml, where the dialogue takes them from: one home for the chat and the phone.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.conversation.questions import QUESTIONS

DOMAIN = Path(__file__).resolve().parents[2] / "domain.yml"
CHANNEL = "call_center"
"""How a wording of the domain says that it is for the phone."""
SIGNS = "1234567890"
UNKNOWN, DECLINED = "unknown", "declined"
SIGNS_OF_NO_ANSWER: Mapping[str, str] = {UNKNOWN: "u", DECLINED: "r"}
"""Not knowing ("I'm not sure"), and rather not saying."""


@dataclass(frozen=True, slots=True)
class Key:
    """One permitted answer: what a caller means by it, what it sends to Rasa, and its key on the keyboard.

    `shortcut` is a digit for a choice, a letter for not knowing or rather not saying, empty beyond ten choices.
    """

    title: str
    payload: str
    shortcut: str


def words(response: str) -> str:
    """What an agent says for a response: its wording for the phone, else that of the chat, which serves both.

    Places such as {agent} are left for the caller of this function. Raises KeyError for an unknown response.
    """
    return _wording(response)["text"]


def why(question: str) -> str | None:
    """Why a question is asked; None for what is no question of the screening."""
    return _words_if_any(f"utter_why_{question}")


def help(question: str) -> str | None:
    """How a question can be answered; None for what is no question of the screening."""
    return _words_if_any(f"utter_help_{question}")


def probe(question: str) -> str | None:
    """What to ask when the answer is vague; None for what is no question of the screening. It leads nowhere."""
    return _words_if_any(f"utter_probe_{question}")


def keys(question: str) -> tuple[Key, ...]:
    """The permitted answers to a question: its choices, then not knowing and rather not saying, which always serve.

    A number, a date or a list of names has no choices: it is typed. Raises KeyError for an unknown question.
    """
    offered = [
        (each["title"], _payload(each)) for each in _wording(f"utter_ask_{question}").get("buttons", ())
    ]
    choices = [each for each in offered if _no_answer_of(each[1]) is None]
    signed = (Key(*each, SIGNS[place : place + 1]) for place, each in enumerate(choices))
    return (*signed, *no_answers(question))


def no_answers(question: str) -> tuple[Key, ...]:
    """The keys for not knowing and for rather not saying. Raises KeyError for an unknown question."""
    return tuple(
        Key(_title_of_no_answer(value), _payload_of_no_answer(question, value), sign)
        for value, sign in SIGNS_OF_NO_ANSWER.items()
    )


def _payload_of_no_answer(question: str, value: str) -> str:
    return f"/answer{json.dumps(dict.fromkeys(QUESTIONS[question].settles, value))}"


@cache
def _title_of_no_answer(value: str) -> str:
    """The title that the domain gives to it, wherever it is offered."""
    return next(each["title"] for each in _all_buttons() if _no_answer_of(_payload(each)) == value)


def _no_answer_of(payload: str) -> str | None:
    _, brace, facts = payload.partition("{")
    values = set(map(str, json.loads(brace + facts).values())) if brace else set()
    return next((value for value in SIGNS_OF_NO_ANSWER if values == {value}), None)


def _payload(button: Mapping[str, str]) -> str:
    # In the domain a brace is written twice, because single ones are places for slots.
    return button["payload"].replace("{{", "{").replace("}}", "}")


def _all_buttons() -> Iterator[Mapping[str, str]]:
    for said in _responses().values():
        yield from said[0].get("buttons", ())


def _words_if_any(response: str) -> str | None:
    return words(response) if response in _responses() else None


def _wording(response: str) -> Mapping[str, Any]:
    said = _responses()[response]
    return next((each for each in said if each.get("channel") == CHANNEL), said[0])


@cache
def _responses() -> Mapping[str, list[dict[str, Any]]]:
    return yaml.load(DOMAIN.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["responses"]
