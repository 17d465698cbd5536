"""The words of a button, found by the value that it stands for: a choice is named as it was offered."""

import json
from datetime import date

from bot.conversation.facts import ASKED
from bot.language.wording import say_days, say_list, say_number
from bot.screening.forms import Json
from bot.screening.kinds import Amount, Choices, Date, Names
from bot.values import Interval


def said_as(fact: str, raw: Json, domain: dict, as_of: date) -> str:
    """A value in plain words: a date or a number is spelt out, a choice has the words of its button."""
    value = ASKED[fact].read(raw, as_of)
    match ASKED[fact].kind:
        case Date() if isinstance(value, Interval):
            return say_days(value)
        case Amount() if fact != "ecog":
            return say_number(value)
        case Names():
            return say_list(list(value))
        case Choices():
            return say_list([f'"{_title(fact, [choice], domain)}"' for choice in raw])
    return f'"{_title(fact, raw, domain)}"'


def words_of(text: str, domain: dict) -> str:
    """What the person said: the words, or for a button its title in brackets."""
    if not text.startswith("/"):
        return text
    pressed = facts_of_payload(text)
    variations = (each for responses in domain["responses"].values() for each in responses)
    buttons = (button for each in variations for button in each.get("buttons") or ())
    titles = (b["title"] for b in buttons if pressed and facts_of_payload(b["payload"]) == pressed)
    return f"[{next(titles, 'a button')}]"


def _title(fact: str, raw: Json, domain: dict) -> str:
    buttons = domain["responses"][f"utter_ask_{fact}"][0].get("buttons", ())
    titles = (each["title"] for each in buttons if facts_of_payload(each["payload"]).get(fact) == raw)
    return next(titles, str(raw).replace("_", " "))


def facts_of_payload(payload: str) -> dict:
    """The facts that a button of the domain stands for, in the JSON form of the batch contract."""
    # In the domain a brace is written twice, because single ones are places for slots.
    _, brace, facts = payload.replace("{{", "{").replace("}}", "}").partition("{")
    return json.loads(brace + facts) if brace else {}
