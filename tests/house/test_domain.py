"""The domain against the facts: every question has its words, and every choice its button."""

import pytest
import yaml

from actions.labels import as_sent, facts_of_payload
from bot.conversation.contract import question_as_json
from bot.conversation.facts import ASKED, CONSENT, LABS_AT_HAND, ZIP_CODE
from bot.conversation.questions import QUESTIONS
from bot.conversation.understanding import read_button
from bot.screening.kinds import Choice, Choices, Kind, Truth
from bot.settings import PROJECT

DOMAIN = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES = DOMAIN["responses"]
ASKED_ALONE = set(QUESTIONS) - {"creatinine_clearance_ml_min"}
"""A clearance is taken where creatinine is asked; it has no question of its own."""

BUTTONS = [
    pytest.param(question, button, id=f"{question}: {button['title']}")
    for question in sorted(ASKED_ALONE)
    for button in RESPONSES[f"utter_ask_{question}"][0].get("buttons", ())
]


def test_every_fact_has_a_slot_that_no_sentence_fills():
    slots = DOMAIN["slots"]
    assert set(ASKED) <= set(slots)
    assert all(slot["mappings"] == [{"type": "custom"}] for slot in slots.values())


@pytest.mark.parametrize("question", sorted(ASKED_ALONE))
def test_question_has_its_words(question):
    """The question, why it is asked, and help with it."""
    for response in (f"utter_ask_{question}", f"utter_why_{question}", f"utter_help_{question}"):
        assert RESPONSES[response][0]["text"].strip()
    assert RESPONSES[f"utter_ask_{question}"][0]["custom"] == question_as_json(QUESTIONS[question])


@pytest.mark.parametrize(("question", "button"), BUTTONS)
def test_button_carries_possible_answers_to_its_own_question(question, button, screen_day):
    pressed = {fact: as_list(raw) for fact, raw in facts_of_payload(as_sent(button["payload"])).items()}
    assert read_button(QUESTIONS[question], pressed, screen_day)


@pytest.mark.parametrize("question", sorted(ASKED_ALONE - {"hiv", "had_proteasome_inhibitor"}))
def test_every_choice_has_a_button(question):
    expected = GRADES if question == "ecog" else choices_of(ASKED[question].kind)
    assert set(expected) <= set(offered_by(question))


@pytest.mark.parametrize("question", sorted(ASKED_ALONE - {CONSENT, LABS_AT_HAND, ZIP_CODE}))
def test_not_knowing_is_offered(question):
    assert "unknown" in offered_by(question)


GRADES = (0, 1, 2, 3, 4)


def choices_of(kind: Kind) -> tuple:
    match kind:
        case Choice(words=words) | Choices(words=words):
            return words
        case Truth():
            return (True, False)
    return ()


def offered_by(question: str) -> list:
    """The values of the question's own fact that its buttons stand for."""
    buttons = RESPONSES[f"utter_ask_{question}"][0].get("buttons", ())
    offered = [facts_of_payload(as_sent(button["payload"]))[question] for button in buttons]
    return [value for raw in offered for value in as_list(raw) if not isinstance(value, dict)]


def as_list(raw) -> list:
    return raw if isinstance(raw, list) else [raw]
