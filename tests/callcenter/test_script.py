"""The script of a call: the words of the phone, and a key for everything that a caller may answer."""

import json

import pytest

from bot.callcenter import script
from bot.conversation.questions import QUESTIONS
from bot.conversation.understanding import read_button

ASKED_ALONE = sorted(set(QUESTIONS) - {"creatinine_clearance_ml_min"})
"""A clearance is taken where creatinine is asked."""


def facts_of(key: script.Key) -> dict:
    return json.loads(key.payload.removeprefix("/answer"))


def test_the_words_are_those_of_the_phone():
    assert "hang up and call 911" in script.words("utter_emergency")
    assert "I'm a person" in script.words("utter_bot")


def test_where_the_chat_says_it_well_its_words_serve():
    assert script.words("utter_ask_age") == "The trial is for adults. How old are you?"


def test_places_are_left_open():
    assert "{agent}" in script.words("utter_call_greeting")


def test_a_response_that_there_is_not():
    with pytest.raises(KeyError):
        script.words("utter_nothing")


@pytest.mark.parametrize("question", ASKED_ALONE)
def test_every_question_has_all_that_an_agent_may_need(question):
    assert script.words(f"utter_ask_{question}")
    assert script.why(question)
    assert script.help(question)
    assert script.probe(question)


@pytest.mark.parametrize("about", ["contact", "understanding_check", ""])
def test_what_is_no_question_of_the_screening_has_nothing_beside_it(about):
    assert (script.why(about), script.help(about), script.probe(about)) == (None, None, None)


@pytest.mark.parametrize("question", ASKED_ALONE)
def test_every_question_can_be_left_unanswered(question):
    unsure, rather_not = script.keys(question)[-2:]
    assert (unsure.title, unsure.shortcut) == ("I'm not sure", "u")
    assert (rather_not.title, rather_not.shortcut) == ("I'd rather not say", "r")
    assert set(facts_of(unsure)) == set(facts_of(rather_not)) == set(QUESTIONS[question].settles)
    assert set(facts_of(unsure).values()) == {"unknown"}
    assert set(facts_of(rather_not).values()) == {"declined"}


@pytest.mark.parametrize("question", sorted(set(ASKED_ALONE) - {"consent"}))
def test_every_key_is_an_answer_to_its_question(question, screen_day):
    for key in script.keys(question):
        given = {fact: raw if isinstance(raw, list) else [raw] for fact, raw in facts_of(key).items()}
        assert read_button(QUESTIONS[question], given, screen_day), key


@pytest.mark.parametrize("question", ASKED_ALONE)
def test_no_two_keys_of_a_question_are_the_same(question):
    keys = script.keys(question)
    assert len({key.shortcut for key in keys}) == len({key.title for key in keys}) == len(keys)
    assert all(key.shortcut for key in keys)


def test_choices_come_in_the_order_in_which_they_are_said():
    assert [(key.shortcut, key.title) for key in script.keys("sex_at_birth")] == [
        ("1", "Female"),
        ("2", "Male"),
        ("3", "Intersex"),
        ("u", "I'm not sure"),
        ("r", "I'd rather not say"),
    ]


def test_a_value_with_braces_of_its_own():
    assert facts_of(script.keys("bilirubin_x_uln")[0]) == {"bilirubin_x_uln": {"min": 0, "max": 1}}
