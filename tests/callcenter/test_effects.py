"""What a changed answer would do, said before it is changed."""

import pytest
from anybody import TODAY, answers
from hypothesis import given
from nurse_days import ago, between
from on_record import fitting

from bot.callcenter.effects import effect_of
from bot.screening.fact import read_answers
from bot.screening.verdict import Outcome, Verdict
from bot.trial.facts import FACTS
from bot.trial.screen import screen
from bot.values import UNKNOWN, Interval


def effect(before, **changed):
    return effect_of(read_answers(FACTS, before, TODAY), changed, TODAY)


@pytest.mark.parametrize(
    ("before", "changed", "criteria", "outcomes"),
    [
        pytest.param(
            fitting(),
            {"age": Interval.exactly(17)},
            [("Age", Verdict.MET, Verdict.NOT_MET)],
            (Outcome.LIKELY_ELIGIBLE, Outcome.LIKELY_NOT_ELIGIBLE),
            id="younger than 18 closes",
        ),
        pytest.param(
            fitting(),
            {"age": Interval.exactly(62)},
            [],
            (Outcome.LIKELY_ELIGIBLE, Outcome.LIKELY_ELIGIBLE),
            id="a year more changes nothing",
        ),
        pytest.param(
            fitting(disease_status="progressed"),
            {"disease_status": "stable"},
            [("How your myeloma is now", Verdict.NOT_MET, Verdict.MET)],
            (Outcome.LIKELY_NOT_ELIGIBLE, Outcome.LIKELY_ELIGIBLE),
            id="what closed opens again",
        ),
        pytest.param(
            fitting(),
            {"prior_lines": UNKNOWN},
            [("Lines of treatment before CAR-T", Verdict.MET, Verdict.UNKNOWN)],
            (Outcome.LIKELY_ELIGIBLE, Outcome.POSSIBLY_ELIGIBLE),
            id="no longer sure",
        ),
        pytest.param(
            fitting(),
            {"car_t_infusion_date": between(110, 80)},
            [("Time since your CAR-T", Verdict.MET, Verdict.MET)],
            (Outcome.LIKELY_ELIGIBLE, Outcome.LIKELY_ELIGIBLE),
            id="the same verdict with another day is told too",
        ),
    ],
)
def test_what_changes(before, changed, criteria, outcomes):
    found = effect(before, **changed)
    assert [(each.title, each.before, each.after) for each in found.criteria] == criteria
    assert (found.outcome_before, found.outcome_after) == outcomes


@pytest.mark.parametrize(
    ("before", "changed", "asks", "spares"),
    [
        pytest.param(fitting(), {"age": Interval.exactly(62)}, (), (), id="none"),
        pytest.param(
            fitting(contraception_agreement=None),
            {"sex_at_birth": "female"},
            ("Periods or menopause",),
            ("Preventing pregnancy",),
            id="one takes the place of another",
        ),
        pytest.param(
            fitting(),
            {"therapy_since_car_t": frozenset({"steroids_for_side_effects"})},
            ("Last dose of those steroids",),
            (),
            id="one more",
        ),
        pytest.param(
            {"diagnosis": "other"},
            {"diagnosis": "multiple_myeloma"},
            ...,
            (),
            id="all of them, once nothing settles the outcome",
        ),
        pytest.param(
            fitting(medications=None),
            {"car_t_infusion_date": ago(111)},
            (),
            ("Medicines now",),
            id="none any more, once it is settled",
        ),
    ],
)
def test_which_questions_come_up_and_fall_away(before, changed, asks, spares):
    found = effect(before, **changed)
    if asks is ...:
        assert "CAR-T product" in found.asks and "Medicines now" in found.asks
    else:
        assert found.asks == asks
    assert found.spares == spares


def test_all_other_answers_stay():
    assert effect(fitting(), age=Interval.exactly(62)).stay == len(fitting()) - 1
    assert effect(fitting(age=None), age=Interval.exactly(62)).stay == len(fitting()) - 1


def test_nothing_is_said_as_nothing():
    assert effect(fitting(), age=Interval.exactly(62)).nothing
    assert not effect(fitting(), age=Interval.exactly(17)).nothing


@given(answers(), answers(("age", "disease_status", "sex_at_birth", "car_t_infusion_date", "prior_lines")))
def test_an_effect_is_what_a_new_screen_gives(before, changed):
    found = effect_of(before, changed, TODAY)
    was, will = screen(before, TODAY), screen({**before, **changed}, TODAY)
    assert (found.outcome_before, found.outcome_after) == (was.outcome, will.outcome)
    differing = [id for id in was.decisions if was.decisions[id].verdict != will.decisions[id].verdict]
    assert len([each for each in found.criteria if each.before != each.after]) == len(differing)
    assert not set(found.asks) & set(found.spares)
    assert effect_of(before, {}, TODAY).nothing
