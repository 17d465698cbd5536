# ruff: noqa: RUF001 - phones type curly apostrophes and long dashes, and so do these tables
"""One question asks for HIV, hepatitis B and hepatitis C together."""

import pytest

from bot.trial.phrases import read_infections
from bot.values import UNKNOWN

NONE = {"hiv": "no", "hepatitis_b": "no", "hepatitis_c": "no"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("no", NONE),
        ("no none of those", NONE),
        ("Nope, never", NONE),
        ("negative for all three", NONE),
        ("no HIV, hep B or hep C", NONE),
        ("no hiv, hep b, hep c", NONE),
        ("hiv negative, hep b negative, hep c negative", NONE),
        ("hep B years ago, undetectable", {"hepatitis_b": "controlled"}),
        ("HIV undetectable on meds", {"hiv": "controlled"}),
        ("hep C, cured in 2015", {"hepatitis_c": "cured"}),
        ("hep C, cured in 2015, nothing else", {**NONE, "hepatitis_c": "cured"}),
        ("no hiv, no hep b, hep c cured with harvoni", {**NONE, "hepatitis_c": "cured"}),
        ("hiv undetectable, no hepatitis", {**NONE, "hiv": "controlled"}),
        ("no hiv", {"hiv": "no"}),
        ("vaccinated for hep b", {"hepatitis_b": "no"}),
        ("I don’t know", dict.fromkeys(NONE, UNKNOWN)),
        ("not sure about hep c", {"hepatitis_c": UNKNOWN}),
        ("not sure about hep b, no hiv", {"hepatitis_b": UNKNOWN, "hiv": "no"}),
        ("yes", {}),
        ("hep c", {}),
        ("my brother has HIV", {}),
        ("hepatitis A as a kid", {}),
        ("rather not say", {}),
        ("hiv controlled, hiv not controlled", {}),
    ],
)
def test_each_infection_that_is_spoken_of(text, values):
    assert {fact: reading.value for fact, reading in read_infections(text).items()} == values


def test_a_no_before_an_exception_is_checked_for_the_others():
    found = read_infections("no, but I had hep c, cured")
    assert found["hepatitis_c"].value == "cured"
    assert found["hiv"].value == "no" and found["hiv"].confirm
