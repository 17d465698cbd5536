"""JSON Lines in, JSON Lines out."""

import json
from datetime import date
from itertools import count, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.batch import screen_lines
from bot.screening.fact import read_answers
from bot.trial.facts import FACTS
from bot.trial.result import screening_as_json
from bot.trial.screen import screen

TODAY = date(2026, 11, 22)


def screened(*lines):
    return [(json.loads(line.text), line.failed) for line in screen_lines(lines, TODAY)]


def line(**row):
    return json.dumps(row).encode()


def error_of(bad_line):
    [(found, failed)] = screened(bad_line)
    assert failed
    assert set(found) == {"id", "error"}
    return found["id"], found["error"]


def test_one_line_for_each_in_order():
    found = screened(line(id="p1", answers={}), line(id=2, answers={"age": 17}), line(answers={}))
    assert [(row["id"], row["outcome"], failed) for row, failed in found] == [
        ("p1", "incomplete", False),
        (2, "likely_not_eligible", False),
        (None, "incomplete", False),
    ]


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"car_t_product": "ide_cel", "car_t_infusion_date": "2026-08-14", "medications": ["Biaxin"]},
        {"car_t_infusion_date": {"earliest": "2026-08-01", "latest": "2026-09-01"}, "age": 61},
    ],
)
def test_a_line_holds_what_the_screen_gives(known):
    [(found, _)] = screened(line(id="p1", answers=known))
    result = screening_as_json(screen(read_answers(FACTS, known, TODAY), TODAY))
    assert found == {"id": "p1", **result}
    assert list(found) == ["id", "as_of", "outcome", "criteria", "window", "next_question"]


def test_a_row_with_its_own_day_keeps_it():
    known = {"car_t_product": "ide_cel", "car_t_infusion_date": "2026-08-14"}
    rows = [line(as_of=day, answers=known) for day in ("2026-11-01", "2026-11-02", "2026-12-03")]
    found = [(row["as_of"], row["criteria"][2]["verdict"]) for row, _ in screened(*rows, line(answers=known))]
    assert found == [
        ("2026-11-01", "not_yet"),
        ("2026-11-02", "met"),
        ("2026-12-03", "not_met"),
        ("2026-11-22", "met"),
    ]


@pytest.mark.parametrize("day", [date(3000, 1, 1), date.max])
def test_a_day_on_which_there_can_be_no_screen(day):
    [found] = screen_lines([line(id="p", answers={"car_t_infusion_date": "2026-08-14"})], day)
    assert found.failed
    assert "as_of must be 2999-12-31 or before" in found.text


@pytest.mark.parametrize("day", [date.min, date(2015, 12, 31)])
def test_a_screen_of_long_ago(day):
    [found] = screen_lines([line(id="p", answers={"age": 61})], day)
    assert not found.failed


def test_the_bounds_of_a_date_follow_the_rows_day():
    known = {"car_t_infusion_date": "2028-11-23"}
    assert error_of(line(id="p", answers=known))[1].startswith("car_t_infusion_date must be between")
    assert not screened(line(as_of="2026-11-23", answers=known))[0][1]


def test_blank_lines_are_passed_over():
    assert len(screened(b"", b"\n", b"  \t\r\n", line(answers={}), "\n")) == 1


def test_a_bad_line_stands_in_its_place_and_the_rest_go_on():
    found = screened(line(id=1, answers={}), b"{oops", line(id=3, answers={}))
    assert [failed for _, failed in found] == [False, True, False]
    assert found[2][0]["id"] == 3


@pytest.mark.parametrize(
    ("row", "row_id", "message"),
    [
        (line(id="p", answers={"age": 150}), "p", "age must be between 0 and 120, not 150"),
        (line(id="p", answers={"shoe": 1}), "p", '"shoe" is not a fact of this screen'),
        (line(id="p", answers={"age": None}), "p", "age must be a number"),
        (line(id="p", answers={"age": True}), "p", "age must be a number"),
        (line(id="p", answers={"had_anti_cd38": 1}), "p", "had_anti_cd38 must be true or false, not 1"),
        (line(id="p"), "p", "answers are missing"),
        (line(id="p", answers=None), "p", "answers must be a JSON object, not null"),
        (line(id="p", answers=[]), "p", "answers must be a JSON object, not a list"),
        (line(id="p", as_of="22.11.2026", answers={}), "p", "as_of must be a date"),
        (line(id="p", as_of="2026-02-30", answers={}), "p", "as_of must be a day of the calendar"),
        (line(id="p", as_of=None, answers={}), "p", "as_of must be a date"),
        (line(id="p", as_of=20261122, answers={}), "p", "as_of must be a date"),
        (line(id="p", as_of="9999-12-31", answers={}), "p", "as_of must be 2999-12-31 or before"),
        (line(id=["p"], answers={}), None, "id must be a text or a number, not a list"),
        (line(id=True, answers={}), None, "id must be a text or a number, not true"),
        (b'{"id": 1e999, "answers": {}}', None, "id must be a text or a number"),
        (b'{"id": "p", "answers": {"age": 1, "age": 2}}', "p", 'answers gives "age" more than once'),
        (b'{"id": "p", "id": "q", "answers": {}}', None, 'the line gives "id" more than once'),
        (b'{"id": "p", "answers": {"age": {"min": 1, "min": 2, "max": 3}}}', "p", "age must be a number"),
        (b'{"id": "p", "answers": {"age": NaN}}', "p", "age must be a number"),
        (b'{"id": "p", "answers": {"anc_per_mm3": Infinity}}', "p", "anc_per_mm3 must be a number"),
        (b'{"id": "p", "answers": {"anc_per_mm3": 1e999}}', "p", "anc_per_mm3 must be a number"),
        (
            b'{"id": "p", "answers": {"anc_per_mm3": 1' + b"0" * 400 + b"}}",
            "p",
            "anc_per_mm3 must be a number",
        ),
        (b'{"id": "p", "answers": {"anc_per_mm3": 1' + b"0" * 5000 + b"}}", None, "the line is not JSON"),
        (b"[" * 100_000, None, "the line is nested too deeply"),
        (b'{"a":' * 100_000, None, "the line is nested too deeply"),
        (b"[]", None, "the line must be a JSON object, not a list"),
        (b"7", None, "the line must be a JSON object, not 7"),
        (b"null", None, "the line must be a JSON object, not null"),
        (b"{", None, "the line is not JSON"),
        (b"{} {}", None, "the line is not JSON"),
        (b"\xff\xfe{}", None, "the line is not text in UTF-8"),
        (b"\x00", None, "the line is not JSON"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_bad_lines(row, row_id, message):
    found_id, error = error_of(row)
    assert found_id == row_id
    assert error.startswith(message)
    assert len(error) < 300


def test_a_byte_order_mark_and_half_a_character_do_no_harm():
    assert screened(b"\xef\xbb\xbf" + line(id="p", answers={}))[0][0]["id"] == "p"
    [(found, failed)] = screened(b'{"id": "\\ud800", "answers": {"medications": ["\\ud800"]}}')
    assert (found["id"], failed) == ("\ud800", False)


def test_true_and_one_stay_apart_when_values_are_kept():
    first = line(id="p", answers={"iberdomide_allergy": True, "age": 1, "ecog": 1})
    assert not screened(first)[0][1]
    assert error_of(line(id="p", answers={"iberdomide_allergy": 1}))[1].startswith("iberdomide_allergy")
    assert error_of(line(id="p", answers={"ecog": True}))[1].startswith("ecog must be a number")


def test_lines_are_screened_as_they_come():
    endless = (line(id=number, answers={}) for number in count())
    assert [json.loads(found.text)["id"] for found in islice(screen_lines(endless, TODAY), 3)] == [0, 1, 2]


@settings(deadline=None)
@given(anything=st.binary(max_size=60) | st.text(max_size=60))
def test_no_bytes_raise(anything):
    for found in screen_lines([anything], TODAY):
        assert found.failed
        assert set(json.loads(found.text)) == {"id", "error"}


@settings(deadline=None)
@given(
    known=st.dictionaries(
        st.sampled_from([*FACTS, "other"]),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.sampled_from(["none", "unknown", "no"]),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.fixed_dictionaries({"min": inner, "max": inner})
                | st.fixed_dictionaries({"earliest": inner, "latest": inner})
            ),
            max_leaves=3,
        ),
        max_size=3,
    )
)
def test_any_answers_are_screened_or_refused(known):
    [(found, failed)] = screened(json.dumps({"id": "p", "answers": known}))
    assert found["id"] == "p"
    assert failed == ("error" in found)
    if not failed:
        again = read_answers(FACTS, known, TODAY)
        assert found["outcome"] == screen(again, TODAY).outcome
