"""How facts are read from JSON, and which answers are impossible."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screening.errors import ImpossibleAnswer
from bot.screening.fact import Fact, read_answers, write_answers
from bot.screening.kinds import Amount, Choice, Choices, Date, Names, Truth
from bot.values import UNKNOWN, Interval

TODAY = date(2026, 11, 22)

COLOR = Fact("color", Choice(("red", "green")))
COLORS = Fact("colors", Choices(("red", "green")))
TALL = Fact("tall", Truth())
DAY = Fact("day", Date(date(2016, 1, 1), words=("still_taking",)))
AGE = Fact("age", Amount(most=120))
COUNT = Fact("count", Amount(most=30, whole=True))
LEVEL = Fact("level", Amount())
PETS = Fact("pets", Names())
FACTS = {fact.name: fact for fact in (COLOR, COLORS, TALL, DAY, AGE, COUNT, LEVEL, PETS)}


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        (COLOR, "red", "red"),
        (COLORS, ["green", "red"], frozenset({"red", "green"})),
        (COLORS, [], frozenset()),
        (TALL, True, True),
        (TALL, False, False),
        (DAY, "2016-01-01", Interval.exactly(date(2016, 1, 1))),
        (DAY, "2028-11-22", Interval.exactly(date(2028, 11, 22))),
        (DAY, {"earliest": "2026-08-01", "latest": "2026-08-10"},
         Interval(date(2026, 8, 1), date(2026, 8, 10))),
        (DAY, "still_taking", "still_taking"),
        (AGE, 0, Interval(0, 0)),
        (AGE, 120, Interval(120, 120)),
        (AGE, 61.5, Interval(61.5, 61.5)),
        (AGE, {"min": 60, "max": 69}, Interval(60, 69)),
        (COUNT, 4.0, Interval(4, 4)),
        (LEVEL, 0, Interval(0, 0)),
        (LEVEL, 1e12, Interval(1e12, 1e12)),
        (PETS, ["Rex", "Tom"], ("Rex", "Tom")),
        (PETS, [], ()),
        *((fact, "unknown", UNKNOWN) for fact in FACTS.values()),
    ],
)  # fmt: skip
def test_reading_and_writing(fact, raw, value):
    found = fact.read(raw, TODAY)
    assert (found, type(found)) == (value, type(value))
    assert fact.read(fact.write(found), TODAY) == value


@pytest.mark.parametrize(
    ("fact", "raw", "message"),
    [
        (COLOR, "blue", 'color must be one of red, green, not "blue"'),
        (COLOR, True, "color must be one of red, green, not true"),
        (COLOR, None, "color must be one of red, green, not null"),
        (COLOR, ["red"], "color must be one of red, green, not a list"),
        (COLORS, "red", 'colors must be a list of red, green, not "red"'),
        (COLORS, ["blue"], 'colors must be a list of red, green, not one that holds "blue"'),
        (COLORS, ["unknown"], 'colors must be a list of red, green, not one that holds "unknown"'),
        (COLORS, [["red"]], "colors must be a list of red, green, not one that holds a list"),
        (TALL, 1, "tall must be true or false, not 1"),
        (TALL, "true", 'tall must be true or false, not "true"'),
        (TALL, None, "tall must be true or false, not null"),
        (DAY, "2015-12-31", "day must be between 2016-01-01 and 2028-11-22, not 2015-12-31"),
        (DAY, "2028-11-23", "day must be between 2016-01-01 and 2028-11-22, not 2028-11-23"),
        (DAY, {"earliest": "2015-12-31", "latest": "2016-01-02"},
         "day must be between 2016-01-01 and 2028-11-22, not 2015-12-31"),
        (DAY, {"earliest": "2026-08-10", "latest": "2026-08-01"},
         "day must be given with earliest before latest, not 2026-08-10 to 2026-08-01"),
        (DAY, "2026-02-30", "day must be a day of the calendar, not 2026-02-30"),
        (AGE, 150, "age must be between 0 and 120, not 150"),
        (AGE, 120.5, "age must be between 0 and 120, not 120.5"),
        (AGE, -1, "age must be between 0 and 120, not -1"),
        (AGE, {"min": 60, "max": 121}, "age must be between 0 and 120, not 121"),
        (AGE, {"min": 69, "max": 60}, "age must be given with min before max, not 69 to 60"),
        (AGE, True, 'age must be a number, or {"min": ..., "max": ...}, not true'),
        (AGE, {"min": False, "max": True}, 'age must be a number, or {"min": ..., "max": ...}, not false'),
        (AGE, "61", 'age must be a number, or {"min": ..., "max": ...}, not "61"'),
        (AGE, math.nan, 'age must be a number, or {"min": ..., "max": ...}, not nan'),
        (AGE, {"min": 60}, 'age must be a number, or {"min": ..., "max": ...}, not an object'),
        (COUNT, 3.5, "count must be a whole number, not 3.5"),
        (COUNT, 31, "count must be between 0 and 30, not 31"),
        (LEVEL, -0.1, "level must be 0 or more, not -0.1"),
        (LEVEL, math.inf, 'level must be a number, or {"min": ..., "max": ...}, not inf'),
        (PETS, "Rex", 'pets must be a list of names, not "Rex"'),
        (PETS, ["Rex", 7], "pets must be a list of names, not one that holds 7"),
        (PETS, ["Rex", " "], "pets must be a list of names, not one that holds a blank"),
    ],
)  # fmt: skip
def test_impossible_answers_are_refused(fact, raw, message):
    with pytest.raises(ImpossibleAnswer) as refused:
        fact.read(raw, TODAY)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "raw",
    ["20261122", "2026-W47-7", "2026-1-2", "22.11.2026", "2026-11-22T00:00", " 2026-11-22", "x",
     "2026-11-22\n", "\u0662\u066026-11-22", 20261122, True, None, [], {}, {"earliest": "2026-08-01"},
     {"earliest": "2026-08-01", "latest": "2026-08-02", "also": 1},
     {"earliest": "still_taking", "latest": "2026-08-02"}, {"earliest": None, "latest": None}],
)  # fmt: skip
def test_a_date_has_one_form(raw):
    with pytest.raises(ImpossibleAnswer, match=r"^day must be a date as"):
        DAY.read(raw, TODAY)


def test_two_years_from_a_leap_day():
    assert DAY.read("2026-02-28", date(2024, 2, 29))
    with pytest.raises(ImpossibleAnswer):
        DAY.read("2026-03-01", date(2024, 2, 29))


def test_a_number_too_large_for_arithmetic_is_no_number():
    with pytest.raises(ImpossibleAnswer, match=r"^level must be a number.{0,100}$"):
        LEVEL.read(10**400, TODAY)


def test_a_value_from_another_source_is_checked_the_same_way():
    AGE.check(Interval(60, 69), TODAY)
    AGE.check(UNKNOWN, TODAY)
    with pytest.raises(ImpossibleAnswer, match=r"between 0 and 120, not 150"):
        AGE.check(Interval(60, 150), TODAY)
    with pytest.raises(ImpossibleAnswer):
        DAY.check(Interval.exactly(TODAY + timedelta(days=800)), TODAY)


def test_answers_are_read_and_written_together():
    raw = {"tall": False, "age": {"min": 60, "max": 69}, "day": "unknown"}
    answers = read_answers(FACTS, raw, TODAY)
    assert answers == {"tall": False, "age": Interval(60, 69), "day": UNKNOWN}
    assert write_answers(FACTS, answers) == raw
    assert list(write_answers(FACTS, answers)) == ["tall", "day", "age"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"shoe_size": 44}, '"shoe_size" is not a fact of this screen'),
        ({"tall": "unknown", "Age": 61}, '"Age" is not a fact of this screen'),
        ([], "answers must be an object of facts, not a list"),
        (None, "answers must be an object of facts, not null"),
    ],
)
def test_what_is_not_an_answer_is_refused(raw, message):
    with pytest.raises(ImpossibleAnswer) as refused:
        read_answers(FACTS, raw, TODAY)
    assert str(refused.value) == message


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["min", "max", "earliest", "latest"]), inner)
    ),
    max_leaves=4,
)


@settings(deadline=None)
@given(raw=json_values)
def test_any_json_is_read_or_refused(raw):
    for fact in FACTS.values():
        try:
            value = fact.read(raw, TODAY)
        except ImpossibleAnswer as refused:
            assert str(refused).startswith(f"{fact.name} must be ")
        else:
            assert fact.read(fact.write(value), TODAY) == value
