"""What a person said when they pressed a button: its title, found by what it stands for."""

import json

from bot.language.tokens import words_alone


def words_of(text: str, domain: dict) -> str:
    """What the person said: the words, or for a button its title in brackets."""
    if not text.startswith("/"):
        return text
    pressed = facts_of_payload(text)
    variations = (each for responses in domain["responses"].values() for each in responses)
    buttons = (button for each in variations for button in each.get("buttons") or ())
    titles = (b["title"] for b in buttons if pressed and _same(facts_of_payload(b["payload"]), pressed))
    return f"[{next(titles, 'a button')}]"


NO_ANSWERS = ("unknown", "declined")


def _same(offered: dict, pressed: dict) -> bool:
    """Whether two buttons say the same; not knowing is the same words whatever was asked."""
    return offered == pressed or any(
        bool(offered) and all(raw == value for raw in (*offered.values(), *pressed.values()))
        for value in NO_ANSWERS
    )


def facts_of_payload(payload: str) -> dict:
    """The facts that a button of the domain stands for, in the JSON form of the batch contract."""
    # In the domain a brace is written twice, because single ones are places for slots.
    _, brace, facts = payload.replace("{{", "{").replace("}}", "}").partition("{")
    return json.loads(brace + facts) if brace else {}


def pressed_by_words(text: str, question: str, domain: dict) -> dict:
    """The facts of the button of a question whose title somebody typed; empty if there is none."""
    said = words_alone(text)
    for variation in domain["responses"].get(f"utter_ask_{question}", ()):
        for button in variation.get("buttons") or ():
            if words_alone(button["title"]) == said:
                return facts_of_payload(button["payload"])
    return {}
