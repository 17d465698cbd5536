"""What only asks is told from what answers, with a question mark or without."""

import pytest

from bot.language.questions import is_question
from bot.language.tokens import tokens

ASKING = [
    "how is iberdomide taken",
    "How is iberdomide taken?",
    "what is mrd negative",
    "whats the success rate",
    "does it keep the cancer away",
    "can I keep taking my eliquis",
    "do i have to stop metformin",
    "is the study still open",
    "are steroids allowed",
    "is it 50 50",
    "is 80 too old",
    "is my information private",
    "is nursing ok during the study",
    "can carvykti patients join",
    "does a cured hepatitis count",
    "so what does phase 2 mean",
    "for how many cycles",
    "when does the trial start",
    "who runs it",
    "does shingles count?",
    "does the drug lower my platelets",
    "is this private? who sees my answers?",
    "tell me about both groups",
    "does hepatitis c keep me out",
]

ANSWERING = [
    "who knows",
    "why not",
    "so do i",
    "what i had was abecma",
    "how i feel: fine",
    "when they gave me the cells it was august 20",
    "which is the ide-cel one",
    "had it in may",
    "have a cold",
    "is about the same",
    "is the ide-cel one",
    "is stable",
    "is ok",
    "is better, ok",
    "does a little walking",
    "does light housework",
    "do my own shopping",
    "do whatever is needed",
    "can swallow",
    "was in august",
    "abecma. what is the drug?",
    "I had abecma. is that ok?",
    "is it allowed? I take prednisone",
    "yes",
    "",
    "?",
]


@pytest.mark.parametrize("text", ASKING)
def test_a_question_asks(text):
    assert is_question(tokens(text), text)


@pytest.mark.parametrize("text", ANSWERING)
def test_an_answer_does_not(text):
    assert not is_question(tokens(text), text)
