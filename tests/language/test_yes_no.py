# ruff: noqa: RUF001 - phones type curly apostrophes and long dashes, and so do these tables
"""Yes, no and "I don't know" in everyday words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.yes_no import read_bare_yes_no, read_yes_no
from bot.values import UNKNOWN

YES = """yes|Yep!|yeah|yesss|I do|I am|that's right|That’s correct|correct|of course|sure|no doubt|no problem|ok|
okay then|absolutely|👍|y|yes, I had it in May|uh huh|we did|it has|you bet|agreed|by all means|yes please|
oh yes definitely|I'd say yes"""
NO = """no|nope|Nah|noooo|not that I know of|no thanks|never|i don't|I haven’t|not really|I don't think so|
of course not|no way|negative|none|not yet|👎|n|I said NO not yes|no, that is wrong|that's not true|absolutely not|
it hasn't|no, never had it|disagree"""
UNSURE = "I don’t know|idk|not sure|maybe|could be|no idea|I can't remember|perhaps"
NEITHER = """yes and no|yes no|sometimes|a little|it depends|august 14|my dog has fleas|I have no restrictions in may|
what is that?|do I have to?|skip|that's private||right knee hurts|I can't wait"""
CHECKED = "I think so|probably|I guess so|probably not|I wish|I don't want a refund|it is not a credit card"


def said(lines: str) -> list[str]:
    return [line.strip() for line in lines.split("|")]


@pytest.mark.parametrize("text", said(YES))
def test_yes(text):
    reading = read_yes_no(text)
    assert reading.value is True and not reading.confirm


@pytest.mark.parametrize("text", said(NO))
def test_no(text):
    reading = read_yes_no(text)
    assert reading.value is False and not reading.confirm


@pytest.mark.parametrize("text", said(UNSURE))
def test_unsure(text):
    assert read_yes_no(text).value is UNKNOWN


@pytest.mark.parametrize("text", said(NEITHER))
def test_neither(text):
    assert read_yes_no(text) is None


@pytest.mark.parametrize("text", said(CHECKED))
def test_said_with_less_than_certainty(text):
    assert read_yes_no(text).confirm


def test_a_bare_no_says_nothing_else():
    assert read_bare_yes_no("no, not really").value is False
    assert read_bare_yes_no("no, just a sore throat") is None


@settings(deadline=None)
@given(st.text(max_size=500))
def test_any_text_is_read_without_an_error(text):
    read_yes_no(text)
