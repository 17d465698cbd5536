# ruff: noqa: RUF001 - phones type curly apostrophes and long dashes, and so do these tables
"""Every phrase of every fact means what its list says, and no doubt is taken for an answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.uncertainty import Uncertain, read_uncertain
from bot.language.word_lists import word_list
from bot.trial.fact_phrases import facts_with_phrases, phrases_of
from bot.trial.phrases import read_fact_choice, read_infections
from bot.values import UNKNOWN, Interval

FACTS = sorted(facts_with_phrases())
DOUBTS = word_list("uncertainty")


def in_words(phrase: str) -> str:
    return phrase.replace(" ... ", " ").replace("<n>", "3")


def value_of(fact: str, choice: str):
    if phrases_of(fact).numbers:
        ends = [float(end) for end in choice.split("-")]
        return Interval(ends[0], ends[-1])
    if phrases_of(fact).several:
        return frozenset({choice})
    return {"true": True, "false": False}.get(choice, choice)


def all_phrases(section: str) -> list[tuple[str, str, str]]:
    return [
        (fact, phrase, choice)
        for fact in FACTS
        for choice, phrases in phrases_of(fact).content.get(section, {}).items()
        for phrase in phrases
    ]


def test_every_choice_fact_has_phrases():
    assert len(FACTS) == 22


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("section", ["choices", "check_first"])
def test_each_phrase_reads_back_to_its_own_choice(fact, section):
    wrong = {}
    for of, phrase, choice in all_phrases(section):
        if of == fact:
            reading = read_fact_choice(fact, in_words(phrase))
            if reading is None or reading.value != value_of(fact, choice):
                wrong[phrase] = reading and reading.value
            elif section == "check_first" and not reading.confirm:
                wrong[phrase] = "not checked"
    assert not wrong


@pytest.mark.parametrize("fact", FACTS)
def test_i_do_not_know_is_never_an_answer(fact):
    for phrase in DOUBTS["unknown"]:
        assert read_fact_choice(fact, phrase).value is UNKNOWN, phrase


@pytest.mark.parametrize("fact", FACTS)
def test_what_is_kept_back_is_never_an_answer(fact):
    for phrase in DOUBTS["declined"]:
        assert read_uncertain(phrase) is Uncertain.DECLINED, phrase
        assert read_fact_choice(fact, phrase) is None, phrase


@pytest.mark.parametrize("fact", FACTS)
def test_an_unknown_fact_in_whole_sentences(fact):
    for said in (
        "I really don’t know, sorry",
        "no idea, you'd have to ask my doctor",
        "not sure about that one",
    ):
        assert read_fact_choice(fact, said).value is UNKNOWN


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=500))
def test_any_text_is_read_without_an_error(text):
    for fact in FACTS:
        read_fact_choice(fact, text)
    read_infections(text)


PIECES = sorted({phrase for _, phrase, _ in all_phrases("choices")})


@settings(deadline=None, max_examples=60)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), fact=st.sampled_from(FACTS))
def test_any_mixture_of_phrases_is_read_without_an_error(pieces, fact):
    reading = read_fact_choice(fact, ", ".join(pieces)[:500])
    assert reading is None or 0 <= reading.start <= reading.end <= 500
