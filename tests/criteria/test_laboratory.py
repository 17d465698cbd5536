"""Laboratory values, and the creatinine clearance that is computed."""

import pytest
from nurse_table import BY_ID, decide, table

from bot.trial.criteria.kidney import clearance_by_mdrd
from bot.trial.facts import LABORATORY_FACTS
from bot.values import UNKNOWN, Interval


def between(low, high):
    return {"min": low, "max": high}


@table(
    ("1,500", {"anc_per_mm3": 1500}, "met"),
    ("1,499", {"anc_per_mm3": 1499}, "not_yet"),
    ("none at all", {"anc_per_mm3": 0}, "not_yet"),
    ("1,500 to 2,000", {"anc_per_mm3": between(1500, 2000)}, "met"),
    ("1,499 to 1,500", {"anc_per_mm3": between(1499, 1500)}, "unknown"),
    ("does not know", {"anc_per_mm3": "unknown"}, "at_visit"),
    ("not at hand", {}, "at_visit"),
)
def test_anc(answers, verdict):
    assert decide("anc", answers).verdict == verdict


@table(
    ("75,000", {"platelets_per_mm3": 75_000}, "met"),
    ("74,999", {"platelets_per_mm3": 74_999}, "not_yet"),
    ("74,999 to 75,000", {"platelets_per_mm3": between(74_999, 75_000)}, "unknown"),
    ("does not know", {"platelets_per_mm3": "unknown"}, "at_visit"),
    ("not at hand", {}, "at_visit"),
)
def test_platelets(answers, verdict):
    assert decide("platelets", answers).verdict == verdict


@table(
    ("1.5 times", {"bilirubin_x_uln": 1.5}, "met"),
    ("1.51 times", {"bilirubin_x_uln": 1.51}, "not_yet"),
    ("1 to 2 times", {"bilirubin_x_uln": between(1, 2)}, "unknown"),
    ("does not know", {"bilirubin_x_uln": "unknown"}, "at_visit"),
    ("not at hand", {}, "at_visit"),
)
def test_bilirubin(answers, verdict):
    assert decide("bilirubin", answers).verdict == verdict


@table(
    ("3 times", {"ast_alt_x_uln": 3}, "met"),
    ("3.1 times", {"ast_alt_x_uln": 3.1}, "not_yet"),
    ("2 to 4 times", {"ast_alt_x_uln": between(2, 4)}, "unknown"),
    ("does not know", {"ast_alt_x_uln": "unknown"}, "at_visit"),
    ("not at hand", {}, "at_visit"),
)
def test_ast_alt(answers, verdict):
    assert decide("ast_alt", answers).verdict == verdict


@table(
    ("no support", {"recent_growth_factor_or_transfusion": False}, "met"),
    ("a transfusion", {"recent_growth_factor_or_transfusion": True}, "team_review"),
    ("does not know", {"recent_growth_factor_or_transfusion": "unknown"}, "at_visit"),
    ("not asked", {}, "at_visit"),
)
def test_no_count_support(answers, verdict):
    assert decide("no_count_support", answers).verdict == verdict


def clearance(rate):
    return {"creatinine_clearance_ml_min": rate}


def creatinine(mg_dl, age=60, sex="male"):
    answers = {"creatinine_mg_dl": mg_dl, "age": age, "sex_at_birth": sex}
    return {fact: answer for fact, answer in answers.items() if answer is not None}


# A man of 60 has 30.0 at 2.244 mg/dL and 24.75 at 2.652, a woman of 60 has 30.0 at 1.733.
@table(
    ("30", clearance(30), "met"),
    ("29.9, measured", clearance(29.9), "not_yet"),
    ("29 to 31", clearance(between(29, 31)), "unknown"),
    ("not known, no creatinine", clearance("unknown"), "at_visit"),
    ("not at hand", {}, "at_visit"),
    ("a given clearance wins over a bad creatinine", clearance(60) | creatinine(5), "met"),
    ("a given clearance wins over a good creatinine", clearance(29) | creatinine(1), "not_yet"),
    ("clearance not known, creatinine is", clearance("unknown") | creatinine(1), "met"),
    ("a man of 60 at 2.22", creatinine(2.22), "met"),
    ("a man of 60 at 2.26", creatinine(2.26), "team_review"),
    ("a man of 60 at 2.62", creatinine(2.62), "team_review"),
    ("a man of 60 at 2.67", creatinine(2.67), "not_yet"),
    ("a woman of 60 at 1.71", creatinine(1.71, sex="female"), "met"),
    ("a woman of 60 at 1.75", creatinine(1.75, sex="female"), "team_review"),
    ("2.2 to 2.3", creatinine(between(2.2, 2.3)), "unknown"),
    ("1.0 to 1.4", creatinine(between(1.0, 1.4)), "met"),
    ("2.3 to 2.6", creatinine(between(2.3, 2.6)), "team_review"),
    ("3 to 4", creatinine(between(3, 4)), "not_yet"),
    ("2.2, age 50 to 80", creatinine(2.2, age=between(50, 80)), "unknown"),
    ("1.0, age 50 to 80", creatinine(1.0, age=between(50, 80)), "met"),
    ("age not asked", creatinine(1, age=None), "at_visit"),
    ("age not known", creatinine(1, age="unknown"), "at_visit"),
    ("sex not asked", creatinine(1, sex=None), "at_visit"),
    ("sex not known", creatinine(1, sex="unknown"), "at_visit"),
    ("intersex", creatinine(1, sex="intersex"), "at_visit"),
    ("creatinine not known", creatinine("unknown"), "at_visit"),
    ("no creatinine in the blood at all", creatinine(0), "at_visit"),
    ("next to none", creatinine(1e-299), "at_visit"),
    ("age zero", creatinine(1, age=0), "at_visit"),
)
def test_creatinine_clearance(answers, verdict):
    assert decide("creatinine_clearance", answers).verdict == verdict


def mdrd(creatinine_mg_dl, age, sex):
    return clearance_by_mdrd(Interval.exactly(creatinine_mg_dl), Interval.exactly(age), sex)


@pytest.mark.parametrize(
    ("creatinine_mg_dl", "age", "sex", "ml_min"),
    [(1.0, 60, "male", 76.2), (1.0, 60, "female", 56.6), (2.5, 75, "male", 25.3), (2.5, 75, "female", 18.8)],
)
def test_the_mdrd_formula(creatinine_mg_dl, age, sex, ml_min):
    assert mdrd(creatinine_mg_dl, age, sex).low == pytest.approx(ml_min, abs=0.1)


def test_the_clearance_of_an_imprecise_answer_is_that_of_its_ends():
    found = clearance_by_mdrd(Interval(1.0, 2.5), Interval(60, 75), "male")
    assert found == Interval(mdrd(2.5, 75, "male").low, mdrd(1.0, 60, "male").high)


def test_no_clearance_without_age_or_sex():
    one = Interval.exactly(1.0)
    assert (
        clearance_by_mdrd(one, UNKNOWN, "male") is clearance_by_mdrd(one, Interval(60, 60), UNKNOWN) is None
    )


def test_nobody_is_held_up_for_a_laboratory_fact():
    read_by = [each for each in BY_ID.values() if set(each.reads) & set(LABORATORY_FACTS)]
    assert len(read_by) == 6
    assert {each.decide({}, None).verdict for each in read_by} == {"at_visit"}
