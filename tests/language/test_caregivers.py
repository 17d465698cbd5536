"""Who says that they answer for somebody else."""

import pytest

from bot.language.caregivers import speaks_for_the_patient


@pytest.mark.parametrize(
    "words",
    [
        "I'm her daughter",
        "Hi, I\u2019m his wife. He had Abecma in August",
        "im the patients son",
        "I am the caregiver",
        "this is her husband",
        "I'm the wife of the patient",
        "asking for my husband",
        "I'm asking for my wife, is that okay",
        "Hello, I am typing for my dad",
        "i'm filling this out for my mother in law",
        "I'm here on behalf of my aunt",
        "I am on behalf of a patient",
        "i am not the patient, she can't see well",
        "calling for my friend",
    ],
)
def test_somebody_answers_for_the_patient(words):
    assert speaks_for_the_patient(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "my daughter types for me",
        "my wife is asking if I can join",
        "can my wife answer for me",
        "can I do this for my mother",
        "is it ok if I answer for my husband",
        "what if I'm her daughter",
        "I'm her mother",  # said of one's own child
        "I'm asking for my son's wedding, will I be well by then",
        "I'm the wife of a farmer",
        "I'm not his daughter",
        "I am the patient",
        "I'm 61, asking for myself",
        "my husband had hepatitis",
        "I'm looking for a trial",
        "abecma, august 20",
    ],
)
def test_everybody_else_answers_for_themselves(words):
    assert not speaks_for_the_patient(words)
