# ruff: noqa: RUF001 - phones type curly apostrophes and long dashes, and so do these tables
"""The one form of a text that all readers read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.plain import plain, plain_text


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("I Don’t Know", "i don't know"),
        ("“yes”", '"yes"'),
        ("4–5", "4-5"),
        ("  a\u00a0 b\u200b\n", "a b"),
        ("2½", "2 1/2"),
        ("10³", "10^3"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_plain(text, same):
    assert plain(text) == same


def test_the_way_back_to_the_original():
    text = "  I\u00a0 don’t  KNOW"
    straight = plain_text(text)
    start = straight.text.index("don't")
    first, end = straight.span(start, start + len("don't"))
    assert text[first:end] == "don’t"


@given(st.text(max_size=300))
def test_plain_text_stays_plain_and_keeps_its_places(text):
    straight = plain_text(text)
    assert len(straight.text) == len(straight.starts) == len(straight.ends)
    assert list(straight.starts) == sorted(straight.starts)
    assert "  " not in straight.text
