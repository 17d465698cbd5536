# ruff: noqa: RUF001 - phones type curly apostrophes and long dashes, and so do these tables
""" "I don't know", "I'd rather not say", and doubt beside an answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.uncertainty import Uncertain, hedged, read_uncertain

UNKNOWN = """I don’t know|idk|dunno|dont no|i dont konw|not sure|im not sure sorry|no idea|no clue|can't remember|
cant rember|unsure|beats me|I'd have to look|have to ask my doctor|haven't a clue|?|???|could be either|
I don't remember the exact date|no, I don't know|not sure if it came back|he doesn't know|wasn't told"""
DECLINED = """rather not say|I'd rather not|that's private|skip|pass|none of your business|prefer not to|
perfer not to say|no comment|next question|I don't want to answer that|can we skip this one"""
AN_ANSWER = """not sure, maybe 5|I think it was august|4 or 5 I think|5|yes|no|
not sure if I had radiation but I had steroids|I don't remember the exact date it was august|passed away|
I don't know what that means|what do you mean?|I skip breakfast|"""


@pytest.mark.parametrize("text", [line.strip() for line in UNKNOWN.split("|")])
def test_unknown(text):
    assert read_uncertain(text) is Uncertain.UNKNOWN


@pytest.mark.parametrize("text", [line.strip() for line in DECLINED.split("|")])
def test_declined(text):
    assert read_uncertain(text) is Uncertain.DECLINED


@pytest.mark.parametrize("text", [line.strip() for line in AN_ANSWER.split("|")])
def test_an_answer_remains_or_help_is_asked(text):
    assert read_uncertain(text) is None


@pytest.mark.parametrize(
    ("text", "doubtful", "rest"),
    [
        ("not sure, maybe 5", True, ", 5"),
        ("not sure if I had radiation but I had steroids", True, "but I had steroids"),
        ("4 or 5 I think", True, "4 or 5"),
        ("5", False, "5"),
    ],
)
def test_doubt_is_parted_from_the_answer(text, doubtful, rest):
    found, remaining = hedged(text)
    assert found is doubtful
    assert " ".join(remaining.split()) == rest
    assert len(remaining) == len(text)


@settings(deadline=None)
@given(st.text(max_size=500))
def test_any_text_is_read_without_an_error(text):
    read_uncertain(text)
    assert len(hedged(text)[1]) == len(text)
