"""Answers to people's questions: plain, short, and never more than the trial's page says."""

import re

import pytest
import textstat
import yaml

from bot.conversation.questions import QUESTIONS
from bot.conversation.understanding import read_answer
from bot.settings import PROJECT
from bot.trial.page import one_line, trial_page

PAGE = one_line(trial_page().text)
DOMAIN = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
RULES = yaml.safe_load((PROJECT / "data/rules/questions_back.yml").read_text(encoding="utf-8"))["rules"]
EXAMPLES = {
    group["intent"]: [line.removeprefix("- ") for line in group["examples"].splitlines()]
    for group in yaml.safe_load((PROJECT / "data/nlu/questions_back.yml").read_text(encoding="utf-8"))["nlu"]
}
ANSWERS = {
    intent: DOMAIN["responses"][f"utter_answer_{intent.removeprefix('ask_')}"][0]["text"]
    for intent in EXAMPLES
}
ABOUT_AFTERCART = {"ask_privacy", "ask_medical_advice", "ask_chat_length", "ask_caregiver"}
"""Questions about the assistant itself, which the trial's page cannot answer."""
SOURCE = "The trial page says:"
SILENT = "The trial page doesn't say."
WHO_CAN_TELL = ("study team", "cancer team", "1-800-4-CANCER")

per_intent = pytest.mark.parametrize("intent", EXAMPLES)


def own_words(intent: str) -> str:
    return ANSWERS[intent].partition(SOURCE)[0].strip()


def quotes(intent: str) -> list[str]:
    return re.findall(r'"([^"]+)"', ANSWERS[intent].partition(SOURCE)[2])


def test_there_are_thirty_questions_with_a_dozen_wordings_each():
    assert len(EXAMPLES) >= 30
    assert all(len(set(wordings)) >= 12 for wordings in EXAMPLES.values())


@per_intent
def test_every_quote_is_on_the_page_word_for_word(intent):
    assert all(one_line(quote) in PAGE for quote in quotes(intent)), quotes(intent)


@per_intent
def test_an_answer_names_its_source_or_says_that_there_is_none(intent):
    if intent in ABOUT_AFTERCART:
        assert not quotes(intent)
    elif quotes(intent):
        assert f"\n{SOURCE} " in ANSWERS[intent]
    else:
        assert SILENT in ANSWERS[intent]
        assert any(who in ANSWERS[intent] for who in WHO_CAN_TELL)


@per_intent
def test_an_answer_is_short_and_plain(intent):
    words = own_words(intent)
    assert 1 <= len(re.findall(r"[.!?](?:\s|$)", words)) <= 3
    assert textstat.flesch_kincaid_grade(words) <= 8


@per_intent
def test_every_figure_is_on_the_page(intent):
    figures = re.findall(r"\d+", own_words(intent).replace("1-800-4-CANCER", ""))
    assert all(re.search(rf"(?<!\d){figure}(?!\d)", PAGE) for figure in figures), figures


@per_intent
def test_nobody_is_called_eligible_or_told_to_stop_a_medicine(intent):
    words = own_words(intent).lower()
    assert "eligib" not in words
    told = re.sub(r"(please do not|you can) stop", "", words)
    assert not re.search(r"\bstop\b(?! (and|at))", told)


@per_intent
def test_a_question_is_answered_during_the_interview_and_outside_it(intent):
    answer = f"utter_answer_{intent.removeprefix('ask_')}"
    steps = [
        rule["steps"][1:] for rule in RULES if rule["steps"][0] == {"intent": intent} and rule["condition"]
    ]
    assert steps == [
        [{"action": answer}, {"action": "screening_form"}, {"active_loop": "screening_form"}],
        [{"action": answer}, {"action": "action_open"}],
    ]
    assert intent in DOMAIN["intents"]


ASKED_INSTEAD_OF_ANSWERED = [
    ("consent", "is it safe"),
    ("consent", "who sees my answers"),
    ("diagnosis", "is plasma cell leukemia allowed"),
    ("diagnosis", "do you know a trial for breast cancer"),
    ("car_t_product", "can I join if I had carvykti"),
    ("car_t_product", "is ide-cel the same as abecma?"),
    ("car_t_infusion_date", "is it too late for me its been 5 months since the cells"),
    ("disease_status", "what does mrd negative mean"),
    ("disease_status", "how long does it keep myeloma from coming back"),
    ("disease_status", "do both groups get the same thing"),
    ("therapy_since_car_t", "can I take steroids"),
    ("therapy_since_car_t", "does everybody get iberdomide"),
    ("steroid_last_dose_date", "is it every day"),
    ("prior_lines", "is three lines enough?"),
    ("prior_lines", "what are the two groups"),
    ("had_proteasome_inhibitor", "do I need to have had velcade"),
    ("iberdomide_history", "how is iberdomide taken?"),
    ("iberdomide_history", "how is iberdomide taken"),
    ("iberdomide_history", "can you join after iberdomide"),
    ("age", "how many people over 70 are in it"),
    ("ecog", "do I have to be able to walk"),
    ("car_t_side_effects", "does the drug have side effects"),
    ("sex_at_birth", "can pregnant women take part?"),
    ("pregnant_or_nursing", "can I join if I'm pregnant"),
    ("contraception_agreement", "do men have to use condoms"),
    ("infection", "what if I had covid last month"),
    ("hiv", "is hepatitis B allowed"),
    ("poems_or_amyloidosis", "is amyloidosis allowed"),
    ("other_cancer", "does skin cancer count"),
    ("iberdomide_allergy", "is iberdomide fda approved"),
    ("can_swallow_capsules", "is it a pill or a shot"),
    ("medications", "can I keep taking my eliquis"),
    ("medications", "do i have to stop metformin?"),
    ("medications", "how is iberdomide taken"),
    ("labs_at_hand", "is my data safe"),
    ("anc_per_mm3", "what anc do they want"),
    ("zip_code", "is there a site in california"),
]


@pytest.mark.parametrize(("question", "words"), ASKED_INSTEAD_OF_ANSWERED)
def test_a_question_is_no_answer_to_the_open_question(question, words, screen_day):
    assert read_answer(QUESTIONS[question], words, {}, screen_day) is None
