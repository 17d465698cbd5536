"""The whole screen: its order, its questions, its end, its JSON."""

import json
from datetime import timedelta

import pytest
from anybody import TODAY, answers, values
from hypothesis import given
from hypothesis import strategies as st
from nurse_table import days_ago
from people import FITS_THE_TRIAL

from bot.screening.fact import read_answers
from bot.screening.verdict import Outcome
from bot.trial.criteria import CRITERIA
from bot.trial.facts import FACTS, LABORATORY_FACTS
from bot.trial.result import screening_as_json
from bot.trial.screen import screen
from bot.values import UNKNOWN

A_GOOD_CANDIDATE = {**FITS_THE_TRIAL, "car_t_infusion_date": days_ago(90), "medications": ["acyclovir"]}


def screened(raw, as_of=TODAY):
    return screen(read_answers(FACTS, raw, as_of), as_of)


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({}, "likely_eligible"),
        ({"anc_per_mm3": 2000, "platelets_per_mm3": 90_000}, "likely_eligible"),
        ({"prior_lines": 3}, "possibly_eligible"),
        ({"hiv": "unknown"}, "possibly_eligible"),
        ({"car_t_infusion_date": days_ago(79)}, "not_yet"),
        ({"infection": "active", "prior_lines": 3}, "not_yet"),
        ({"platelets_per_mm3": 70_000}, "not_yet"),
        ({"car_t_infusion_date": days_ago(111)}, "likely_not_eligible"),
        ({"disease_status": "progressed", "infection": "active"}, "likely_not_eligible"),
        ({"sex_at_birth": "female"}, "incomplete"),
    ],
)
def test_a_good_candidate_with_one_difference(change, outcome):
    found = screened(A_GOOD_CANDIDATE | change)
    assert found.outcome == outcome
    assert (found.next_question is not None) == (outcome == "incomplete")


@pytest.mark.parametrize("fact", A_GOOD_CANDIDATE)
def test_a_question_left_out_is_the_next_one(fact):
    rest = {name: value for name, value in A_GOOD_CANDIDATE.items() if name != fact}
    assert screened(rest).next_question == fact


@pytest.mark.parametrize(
    ("known", "question"),
    [
        ({}, "diagnosis"),
        ({"diagnosis": "multiple_myeloma"}, "car_t_product"),
        ({"car_t_product": "ide_cel"}, "diagnosis"),
        ({"car_t_product": "cilta_cel"}, None),
        ({"age": 17}, None),
        ({"car_t_infusion_date": days_ago(111)}, None),
    ],
)
def test_the_first_questions(known, question):
    assert screened(known).next_question == question


@given(known=answers())
def test_the_next_question_is_missing_and_its_answer_counts(known):
    found = screen(known, TODAY)
    question = found.next_question
    assert (question is not None) == (found.outcome is Outcome.INCOMPLETE)
    if question is not None:
        assert question not in known
        assert question not in LABORATORY_FACTS
        after = screen(known | {question: UNKNOWN}, TODAY)
        assert after.next_question != question
        assert after.decisions != found.decisions


def outcomes_after(known, question, some):
    return {screen(known | {question: value}, TODAY).outcome for value in some}


@pytest.mark.parametrize("fact", [name for name in A_GOOD_CANDIDATE if name != "car_t_side_effects"])
def test_every_question_can_change_the_outcome(fact):
    rest = read_answers(FACTS, {k: v for k, v in A_GOOD_CANDIDATE.items() if k != fact}, TODAY)
    some = [value for value in sample_values(fact)]
    assert len(outcomes_after(rest, fact, some)) > 1


def sample_values(fact):
    """A good answer, and no answer."""
    return [FACTS[fact].read(A_GOOD_CANDIDATE[fact], TODAY), UNKNOWN]


@given(known=answers(), data=st.data())
def test_a_screen_in_which_each_question_is_answered_ends(known, data):
    known = dict(known)
    asked = []
    while (question := screen(known, TODAY).next_question) is not None:
        assert question not in asked
        asked.append(question)
        known[question] = data.draw(st.just(UNKNOWN) | values(FACTS[question]))
    assert screen(known, TODAY).outcome is not Outcome.INCOMPLETE


@given(known=answers(), data=st.data())
def test_what_fails_still_fails_whatever_is_answered_next(known, data):
    if screen(known, TODAY).outcome is not Outcome.LIKELY_NOT_ELIGIBLE:
        return
    known = dict(known)
    lacking = {each.lacks for each in screen(known, TODAY).decisions.values()} - {None}
    for fact in sorted(lacking):
        known[fact] = data.draw(values(FACTS[fact]))
    assert screen(known, TODAY).outcome is Outcome.LIKELY_NOT_ELIGIBLE


def test_the_result_as_json():
    known = {"car_t_product": "ide_cel", "car_t_infusion_date": "2026-09-04", "age": 61}
    result = screening_as_json(screened(known))
    assert json.loads(json.dumps(result)) == result
    assert list(result) == ["as_of", "outcome", "criteria", "window", "next_question"]
    assert [each["id"] for each in result["criteria"]] == [criterion.id for criterion in CRITERIA]
    assert all(
        set(each) == {"id", "verdict", "reason", "quote", "available_from"} for each in result["criteria"]
    )
    in_window = result["criteria"][2]
    assert (in_window["verdict"], in_window["available_from"]) == ("not_yet", "2026-11-23")
    assert "November 23, 2026" in in_window["reason"]
    assert result["window"] == {
        "opens": "2026-11-23",
        "closes": "2026-12-23",
        "possibly_opens": "2026-11-23",
        "possibly_closes": "2026-12-23",
    }
    assert (result["as_of"], result["outcome"], result["next_question"]) == (
        "2026-11-22",
        "incomplete",
        "diagnosis",
    )


@given(days=st.integers(0, 40))
def test_time_is_the_argument_alone(days):
    later = TODAY + timedelta(days=days)
    assert screened(A_GOOD_CANDIDATE, later).outcome == (
        "likely_eligible" if days <= 20 else "likely_not_eligible"
    )
