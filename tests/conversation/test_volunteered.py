"""Messages, and exactly what they state by themselves; the table stands in volunteered.yml."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.conversation.facts import ASKED
from bot.conversation.volunteered import read_volunteered

TABLE = yaml.safe_load(Path(__file__).with_name("volunteered.yml").read_text(encoding="utf-8"))
SCREEN_DAY = date(2026, 11, 22)

STATED = {
    "I'm 61": "age",
    "had abecma on August 20": "car_t_infusion_date",
    "five lines of therapy": "prior_lines",
    "I'm in remission": "disease_status",
    "I have multiple myeloma": "diagnosis",
    "I never took iberdomide": "iberdomide_history",
    "no HIV or hepatitis": "hepatitis_c",
    "platelets 120k": "platelets_per_mm3",
}
CHATTER = [
    "Hello",
    "Thanks so much",
    "Nice weather today",
    "I live near Omaha",
    "It is Sunday",
    "ok",
]
BARE = [
    "yes",
    "no",
    "none",
    "nope",
    "maybe",
    "august 20",
    "8/20",
    "last year",
    "male?",
    "I think so",
    "never",
    "both",
]


@pytest.mark.parametrize(("words", "facts"), TABLE["told"].items())
def test_all_that_is_stated_and_nothing_else(words, facts):
    assert in_the_form_of_the_table(read_volunteered(words, SCREEN_DAY)) == facts


@pytest.mark.parametrize("words", TABLE["nothing"] + TABLE["asked"])
def test_states_nothing(words):
    assert read_volunteered(words, SCREEN_DAY) == {}


@pytest.mark.parametrize(("words", "facts"), TABLE["told"].items())
def test_places_lie_in_the_text(words, facts):
    for reading in read_volunteered(words, SCREEN_DAY).values():
        assert 0 <= reading.start < reading.end <= len(words)


def test_place_is_that_of_the_words_that_carry_the_fact():
    words = "Hi! I'm 61, had abecma on August 20 - five lines"
    places = {fact: words[r.start : r.end] for fact, r in read_volunteered(words, SCREEN_DAY).items()}
    assert places == {
        "age": "61",
        "car_t_product": "abecma",
        "car_t_infusion_date": "August 20",
        "prior_lines": "five",
    }


@given(st.text(max_size=120))
@example("\u0130'm 61, \u0130")
@example("," * 100)
def test_never_raises(words):
    read_volunteered(words, SCREEN_DAY)


@given(
    st.lists(st.sampled_from([*TABLE["told"], *TABLE["nothing"], "?", "if", "not", "my sister"]), max_size=4)
)
def test_never_raises_on_sentences_run_together(parts):
    read_volunteered(" ".join(parts), SCREEN_DAY)


@given(st.integers(0, 200_000))
def test_bare_number_states_nothing(number):
    assert read_volunteered(str(number), SCREEN_DAY) == {}


@pytest.mark.parametrize("words", BARE)
def test_bare_answer_states_nothing(words):
    assert read_volunteered(words, SCREEN_DAY) == {}


@given(
    st.sampled_from(list(STATED)),
    st.sampled_from(CHATTER),
    st.booleans(),
    st.sampled_from([". ", "! ", "\n"]),
)
def test_chatter_around_a_statement_changes_nothing(statement, chatter, first, between):
    words = between.join([chatter, statement] if first else [statement, chatter])
    alone = read_volunteered(statement, SCREEN_DAY)
    assert STATED[statement] in alone
    assert in_the_form_of_the_table(read_volunteered(words, SCREEN_DAY)) == in_the_form_of_the_table(alone)


@pytest.mark.parametrize("statement", STATED)
@pytest.mark.parametrize("before", ["what if", "is it ok if", "my sister says", "suppose", "do you think"])
def test_supposed_asked_or_said_of_others_states_nothing(before, statement):
    assert read_volunteered(f"{before} {statement}", SCREEN_DAY) == {}


@pytest.mark.parametrize("statement", STATED)
def test_a_question_states_nothing(statement):
    assert read_volunteered(f"{statement}?", SCREEN_DAY) == {}


def test_two_values_state_none():
    assert read_volunteered("I'm 61. I'm 62.", SCREEN_DAY) == {}


def test_an_impossible_value_is_left_out():
    assert read_volunteered("had abecma in 2012, 99 lines", SCREEN_DAY).keys() == {"car_t_product"}


def test_a_very_long_message_states_nothing():
    assert read_volunteered("I'm 61. " + "la " * 200, SCREEN_DAY) == {}


def in_the_form_of_the_table(readings) -> dict:
    return {
        fact + "?" * reading.confirm: ASKED[fact].write(reading.value) for fact, reading in readings.items()
    }
