"""What a person said when they pressed a button: its title, found by what it stands for."""

import json
from collections.abc import Iterator
from functools import cache

import yaml

from bot.language.tokens import words_alone
from bot.settings import PROJECT

ASKS = "utter_ask_"
NO_ANSWERS = ("unknown", "declined")


def words_of(text: str, title: str | None = None) -> str:
    """What the person said: the words, or for a button its title in brackets.

    `title` is what stood on the button, where the message tells it; else the domain's button for the same is taken.
    """
    if not text.startswith("/"):
        return text
    if title:
        return f"[{title}]"
    pressed = facts_of_payload(text)
    return f"[{_titles().get(_as_key(pressed), 'a button')}]" if pressed else "[a button]"


def facts_of_payload(payload: str) -> dict:
    """The facts that a button stands for, in the JSON form of the batch contract, by its payload as it is sent."""
    _, brace, facts = payload.partition("{")
    return json.loads(brace + facts) if brace else {}


def as_sent(payload: str) -> str:
    """A button's payload as it is sent. In the domain a brace is written twice: single ones are places for slots."""
    return payload.replace("{{", "{").replace("}}", "}")


def pressed_by_words(text: str, question: str) -> dict:
    """The facts of the button of a question whose title somebody typed; empty if there is none."""
    payload = _payloads().get((question, words_alone(text)))
    return facts_of_payload(payload) if payload else {}


@cache
def _titles() -> dict[str, str]:
    titles: dict[str, str] = {}
    for _, button in _buttons():
        facts = facts_of_payload(button["payload"])
        if facts:
            titles.setdefault(_as_key(facts), button["title"])
    return titles


@cache
def _payloads() -> dict[tuple[str, str], str]:
    payloads: dict[tuple[str, str], str] = {}
    for response, button in _buttons():
        if response.startswith(ASKS):
            payloads.setdefault(
                (response.removeprefix(ASKS), words_alone(button["title"])), button["payload"]
            )
    return payloads


@cache
def _buttons() -> tuple[tuple[str, dict], ...]:
    """Every button of the domain with the name of its response; read once, and sent by nobody."""
    text = (PROJECT / "domain.yml").read_text(encoding="utf-8")
    responses = yaml.load(text, Loader=yaml.CSafeLoader)["responses"]
    return tuple(_buttons_of(responses))


def _buttons_of(responses: dict[str, list[dict]]) -> Iterator[tuple[str, dict]]:
    for name, variations in responses.items():
        for variation in variations:
            for button in variation.get("buttons") or ():
                yield name, {**button, "payload": as_sent(button["payload"])}


def _as_key(facts: dict) -> str:
    """The same for buttons that say the same; not knowing is the same words whatever was asked."""
    alike = (value for value in NO_ANSWERS if all(raw == value for raw in facts.values()))
    return next(alike, None) or json.dumps(facts, sort_keys=True)
