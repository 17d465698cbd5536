# ruff: noqa: RUF001 - phones type long dashes and odd blanks, and so do these tables
"""The telephone number at which a person wants to be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.phone import read_phone

IN_IOWA = "+15155550123"

PLAINLY_SAID = [
    "515-555-0123",
    "5155550123",
    "(515) 555 0123",
    "(515)555-0123",
    "515.555.0123",
    "515 555 0123",
    "515/555-0123",
    "515 5550123",
    "515-5550123",
    "515 - 555 - 0123",
    "515–555–0123",
    "５１５-５５５-０１２３",
    "\u202a(515) 555-0123\u202c",
    "+1 515 555 0123",
    "+15155550123",
    "1-515-555-0123",
    "1 (515) 555-0123",
    "call me at 515.555.0123 after 5",
    "Sure! My cell is (515) 555-0123, evenings are best.",
    "my zip is 50309 and my phone is 5155550123",
    "515-555-0123, 5pm to 7pm",
    "Can you call 515-555-0123?",
    "515-555-0123. Again: 5155550123",
    "515-555-0123 ext. 4",
    "515-555-0123 x4",
    "not 515-555-0199 but 515-555-0123",
]

TO_BE_CONFIRMED = [
    "5 1 5 5 5 5 0 1 2 3",
    "515-555-0123 5",
    "2026-10-14 5155550123",
    "five one five, five five five, zero one two three",
    "it's five one five five five five oh one two three",
    "515 five five five 0123",
    "515-555-0199, sorry, 515-555-0123",
]

NOT_A_NUMBER_TO_CALL = {
    "nothing": ["", "yes", "call me", "five", "tomorrow after 5", "515-FLOWERS"],
    "too short": ["555-0123", "515-555-012", "515 55 0123", "51555501", "five one five five five five"],
    "too long": ["515-555-01234", "515 555 0123 4", "25155550123"],
    "a service": ["911", "988", "411", "611", "call 911", "911-555-0123", "515-911-0123", "515-211-0123"],
    "not assigned": [
        "000-000-0000",
        "000-555-0123",
        "015-555-0123",
        "515-055-0123",
        "515-155-0123",
        "123-456-7890",
        "555-555-5555",
        "111-111-1111",
    ],
    "foreign": ["+44 20 7946 0958", "011 44 20 7946 0958", "416-555-0123", "876-555-0123"],
    "not a person's": ["1-800-555-0199", "888-555-0123", "900-555-0123", "500-555-0123"],
    "another number": ["515-55-5012", "08/14/2026", "50309-1234", "61", "platelets 150,000", "$5155550123"],
    "two that differ": ["515-555-0123 or 515-555-0199"],
    "denied": ["not 515-555-0123"],
}


@pytest.mark.parametrize("text", PLAINLY_SAID)
def test_number_that_is_plainly_said(text):
    reading = read_phone(text)
    assert reading.value == IN_IOWA and not reading.confirm


@pytest.mark.parametrize("text", TO_BE_CONFIRMED)
def test_number_that_is_to_be_confirmed(text):
    reading = read_phone(text)
    assert reading.value == IN_IOWA and reading.confirm


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=f"{why}: {text}")
        for why, texts in NOT_A_NUMBER_TO_CALL.items()
        for text in texts
    ],
)
def test_no_number_to_call(text):
    assert read_phone(text) is None


def test_the_territories_are_domestic():
    assert read_phone("(787) 555-0123").value == "+17875550123"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("call  me at 515.555.0123 after 5", "515.555.0123"),
        (
            "it is five one five five five five oh one two three.",
            "five one five five five five oh one two three",
        ),
        ("515-555-0199, sorry, 515-555-0123", "515-555-0123"),
    ],
)
def test_where_the_number_stands(text, words):
    reading = read_phone(text)
    assert text[reading.start : reading.end] == words


@given(st.integers(0, 9999), st.sampled_from(["-", ".", " ", ""]), st.sampled_from(["", "1", "+1"]))
def test_every_way_of_writing_a_number_reads_the_same(last, mark, country):
    written = mark.join(filter(None, [country, "515", "555", f"{last:04}"]))
    assert read_phone(f"it's {written} thanks").value == f"+1515555{last:04}"


@given(st.text(max_size=200) | st.text("0123456789-. ()+x/", max_size=40))
def test_any_text_gives_a_whole_number_or_none(text):
    reading = read_phone(text)
    if reading is not None:
        assert reading.value.startswith("+1") and len(reading.value) == len(IN_IOWA)
        assert 0 <= reading.start < reading.end <= len(text)
