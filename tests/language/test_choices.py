"""The engine that finds choices by phrases."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.choices import read_choice, read_choices
from bot.language.phrases import PhraseTable

TABLE = {
    "response": ["remission", "partial response", "no evidence of disease"],
    "progressed": ["came back", "disease", "progression", "getting worse for <n> weeks"],
    "stable": ["stable", "not ... worse"],
}


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("in remission", "response"),
        ("In REMISSION!", "response"),
        ("in remision", "response"),
        ("no evidence of disease", "response"),
        ("it came back", "progressed"),
        ("getting worse for three weeks", "progressed"),
        ("it is not really getting worse", "stable"),
        ("not in remission", None),
        ("it never came back", None),
        ("no i'm in remission", "response"),
        ("remission but it came back", None),
        ("unstable", None),
        ("hoping for remission", None),
        ("if it came back", None),
        ("is remission good?", None),
        ("my sister is in remission", None),
        ("in remission until july", None),
        ("", None),
    ],
)
def test_one_choice(text, choice):
    reading = read_choice(text, TABLE)
    assert (reading and reading.value) == choice


def test_a_partner_may_be_the_patient_and_is_checked():
    assert read_choice("my wife is in remission", TABLE).confirm


def test_several_choices_and_none_only_alone():
    table = {"none": ["nothing"], "steroids": ["steroids"], "radiation": ["radiation"]}
    assert read_choices("steroids and radiation", table).value == {"steroids", "radiation"}
    assert read_choices("no radiation just steroids", table).value == {"steroids"}
    assert read_choices("nothing", table).value == {"none"}
    assert read_choices("nothing, steroids", table) is None


def test_a_reading_knows_its_place():
    reading = read_choice("well, in remission now", TABLE)
    assert "well, in remission now"[reading.start : reading.end] == "remission"


def test_a_phrase_cannot_mean_two_things():
    with pytest.raises(ValueError, match="stands under"):
        PhraseTable({"a": ["same"], "b": ["Same"]})


@settings(deadline=None)
@given(st.text(max_size=500))
def test_any_text_is_read_without_an_error(text):
    read_choice(text, TABLE)
