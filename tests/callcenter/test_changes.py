"""A change, by keys or by words: what is understood, what goes to the dialogue, and what is refused."""

import json

import pytest
from anybody import TODAY
from nurse_days import ago

from bot.callcenter.changes import (
    CHANGEABLE,
    NotUnderstood,
    change_by_keys,
    change_by_words,
    keys_of,
    takes_words,
)
from bot.conversation.understanding import read_given
from bot.values import UNKNOWN, Interval


@pytest.mark.parametrize(
    ("fact", "names", "given", "value"),
    [
        ("disease_status", ["stable"], ["stable"], "stable"),
        ("iberdomide_allergy", ["false"], [False], False),
        ("ecog", ["2"], [2], Interval.exactly(2)),
        ("hepatitis_b", ["controlled"], ["controlled"], "controlled"),
        (
            "therapy_since_car_t",
            ["radiation", "steroids_for_side_effects"],
            ["radiation", "steroids_for_side_effects"],
            frozenset({"radiation", "steroids_for_side_effects"}),
        ),
        ("therapy_since_car_t", ["none"], ["none"], frozenset({"none"})),
        ("medications", ["none"], ["none"], ()),
        ("steroid_last_dose_date", ["still_taking"], ["still_taking"], "still_taking"),
        ("age", ["unknown"], ["unknown"], UNKNOWN),
        ("age", ["declined"], ["declined"], UNKNOWN),
    ],
)
def test_keys(fact, names, given, value):
    change = change_by_keys(fact, names, TODAY)
    assert (change.given, change.values) == ({fact: given}, {fact: value})


@pytest.mark.parametrize(
    ("fact", "names"),
    [
        pytest.param("disease_status", [], id="none at all"),
        pytest.param("disease_status", ["stable", "response"], id="two where one is right"),
        pytest.param("disease_status", ["eligible"], id="not permitted"),
        pytest.param("therapy_since_car_t", ["none", "radiation"], id="none, and one"),
        pytest.param("therapy_since_car_t", ["radiation", "unknown"], id="one, and not sure"),
        pytest.param("age", ["61"], id="a number is typed"),
    ],
)
def test_keys_that_are_refused(fact, names):
    with pytest.raises(NotUnderstood):
        change_by_keys(fact, names, TODAY)


@pytest.mark.parametrize(
    ("fact", "words", "given", "said"),
    [
        ("age", "62 I think", {"age": [62]}, "Age: 62 years"),
        ("prior_lines", "4 or 5", {"prior_lines": [{"min": 4, "max": 5}]}, "Lines before the CAR-T: 4 or 5"),
        (
            "car_t_infusion_date",
            "august 24",
            {"car_t_infusion_date": ["2026-08-24"]},
            "Day of the CAR-T infusion: August 24, 2026",
        ),
        (
            "medications",
            "biaxin and eliquis",
            {"medications": ["biaxin", "eliquis"]},
            "Medicines now: Biaxin and eliquis",
        ),
        ("medications", "none", {"medications": ["none"]}, "Medicines now: None"),
        (
            "creatinine_clearance_ml_min",
            "GFR 80",
            {"creatinine_clearance_ml_min": [80]},
            "Creatinine clearance: 80 mL/min",
        ),
        ("zip_code", "10001", {"zip_code": ["10001"]}, "Place to measure from: 10001"),
        ("age", "I don't know", {"age": ["unknown"]}, "Age: Not sure"),
        ("age", "I'd rather not say", {"age": ["declined"]}, "Age: Would rather not say"),
    ],
)
def test_words_are_read_by_the_readers_of_the_interview(fact, words, given, said):
    change = change_by_words(fact, words, {}, TODAY)
    assert (change.given, change.said) == (given, (said,))


@pytest.mark.parametrize(
    ("fact", "words", "sentence"),
    [
        ("age", "soon", "That is not an answer to “Age” that can be kept. Nothing was changed."),
        (
            "age",
            "how old should I be?",
            "That is not an answer to “Age” that can be kept. Nothing was changed.",
        ),
        ("age", "150", "Only a number from 0 to 120 can be kept here. Nothing was changed."),
        (
            "steroid_last_dose_date",
            "december 24 2026",
            "Only a day from January 1, 2016 to November 22, 2026 can be kept here. Nothing was changed.",
        ),
        (
            "zip_code",
            "qwzx",
            "That is not an answer to “Place to measure from” that can be kept. Nothing was changed.",
        ),
    ],
)
def test_words_that_are_refused_say_why(fact, words, sentence):
    with pytest.raises(NotUnderstood) as refused:
        change_by_words(fact, words, {}, TODAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("fact", sorted(CHANGEABLE))
def test_every_fact_has_its_keys_with_words_and_each_comes_back_as_it_went(fact):
    keys = keys_of(fact)
    assert [key.name for key in keys][-2:] == ["unknown", "declined"]
    assert len({key.title for key in keys}) == len(keys)
    for key in keys:
        change = change_by_keys(fact, [key.name], TODAY)
        arrived = json.loads(json.dumps(dict(change.given)))
        assert read_given(arrived, TODAY).values == change.values
    assert takes_words(fact) or len(keys) > 3


def test_a_vague_day_comes_back_as_it_went():
    change = change_by_words("car_t_infusion_date", "mid august", {}, TODAY)
    assert read_given(json.loads(json.dumps(dict(change.given))), TODAY).values == change.values
    assert not change.values["car_t_infusion_date"].exact
    assert change.values["car_t_infusion_date"].low < ago(95).low
