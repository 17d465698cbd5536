# ruff: noqa: RUF001 - phones type curly apostrophes and long dashes, and so do these tables
"""Numbers as people say them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.numbers import find_numbers, read_number
from bot.values import Interval


def ends(text: str, *, whole: bool = False) -> tuple[float, float] | None:
    reading = read_number(text, whole=whole)
    return None if reading is None else (reading.value.low, reading.value.high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("61", 61),
        ("I’m 61", 61),
        ("I am twenty nine", 29),
        ("61 yo", 61),
        ("61yo", 61),
        ("61 years old", 61),
        ("sixty one", 61),
        ("fourty-two", 42),
        ("one hundred and six", 106),
        ("one twenty two", 122),
        ("a dozen", 12),
        ("half", 0.5),
        ("three quarters", 0.75),
        ("2 1/4", 2.25),
        ("2½", 2.5),
        ("one and a half", 1.5),
        ("two point three", 2.3),
        (".77", 0.77),
        ("third", 3),
        ("my 4th line", 4),
        ("1,500", 1500),
        ("1.5k", 1500),
        ("75 thousand", 75000),
        ("75k", 75000),
        ("150 x10^9/L", 150000),
        ("2.1 x 10³/µL", 2100),
        ("-5", -5),
        ("diagnosed 6 years ago, I'm 61", 61),
        ("4 lines since 2015", 4),
        ("not 5 but 4", 4),
        ("four (4)", 4),
    ],
)
def test_exact_numbers(text, value):
    assert ends(text) == (value, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("4 or 5", 4, 5),
        ("4-5", 4, 5),
        ("4–5", 4, 5),
        ("between four and six", 4, 6),
        ("four to five", 4, 5),
        ("4, 5 or 6", 4, 6),
        ("5 i think maybe 6", 5, 6),
        ("5 I think, could be 6", 5, 6),
        ("5, it might have been 6", 5, 6),
        ("5 possibly 6", 5, 6),
        ("5 I think or 6", 5, 6),
        ("maybe 4? or 5", 4, 5),
        ("4 lines, I guess maybe 5", 4, 5),
        ("4, 5 tops", 4, 5),
        ("70-75k", 70000, 75000),
        ("at least 4", 4, math.inf),
        ("4 or more", 4, math.inf),
        ("4+", 4, math.inf),
        ("up to 5", 0, 5),
        ("more than 3", 3, math.inf),
        ("less than 5", 0, 5),
        ("in my sixties", 60, 69),
        ("late 50s", 56, 59),
    ],
)
def test_ranges(text, low, high):
    assert ends(text) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("<60", 0, 60),
        ("> 60", 60, math.inf),
        (">=4", 4, math.inf),
        ("≤1.5", 0, 1.5),
        ("egfr >60", 60, math.inf),
    ],
)
def test_signs_of_comparison(text, low, high):
    assert read_number(text).value == Interval(low, high)


def test_what_is_counted_begins_after_more_than_and_ends_before_less_than():
    assert ends("more than 3", whole=True) == (4, math.inf)
    assert ends("less than 5", whole=True) == (0, 4)
    assert ends("at least 3", whole=True) == (3, math.inf)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("about 5", 4, 6),
        ("5 or so", 4, 6),
        ("around 61", 60, 62),
        ("about 60", 55, 65),
        ("about 1.2", 1.1, 1.3),
        ("almost 62", 61, 62),
        ("turning 62 in march", 61, 62),
        ("a few", 2, 5),
        ("a couple", 2, 2),
        ("5, no, 4", 4, 4),
        ("my husband is 61", 61, 61),
    ],
)
def test_what_is_said_vaguely_is_checked(text, low, high):
    assert ends(text) == (low, high)
    assert read_number(text).confirm


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no number here",
        "my sister is 45",
        "august 14",
        "8/14/2026",
        "2026-08-14",
        "in 2019",
        "I was born in 1962",
        "six months ago",
        "555-123-4567",
        "at 5:30 pm",
        "not 5",
        "4 and then 7",
        "which one?",
        "one of them",
        "a first class seat",
        "CD38",
        "50%",
        "how many is 4?",
    ],
)
def test_no_number_or_more_than_one(text):
    assert ends(text) is None


def test_every_number_has_its_place():
    text = "I’m 61 and had four lines"
    assert [text[found.start : found.end] for found in find_numbers(text)] == ["61", "four"]


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_read_back(number):
    assert ends(f"{number:,}") == (number, number)


@given(st.integers(0, 30), st.integers(0, 30))
def test_two_numbers_are_the_ends_in_either_order(one, other):
    assert read_number(f"{one} or {other}").value == Interval(float(min(one, other)), float(max(one, other)))


@settings(deadline=None)
@given(st.one_of(st.text(max_size=500), st.text(alphabet="0123456789.,-/ kmx^onetwfivr", max_size=500)))
def test_any_text_is_read_without_an_error(text):
    for found in find_numbers(text):
        assert 0 <= found.start <= found.end <= len(text)
