"""What the decisions come to together, and which question is next."""

from itertools import product

import pytest

from bot.screening.outcome import next_question, outcome
from bot.screening.verdict import Decision, Outcome, Verdict, missing

MET, NOT_MET, NOT_YET = Decision(Verdict.MET), Decision(Verdict.NOT_MET), Decision(Verdict.NOT_YET)
REVIEW, UNSURE, AT_VISIT = (
    Decision(Verdict.TEAM_REVIEW),
    Decision(Verdict.UNKNOWN),
    Decision(Verdict.AT_VISIT),
)
MISSING = missing("age")


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([MET, NOT_MET], "likely_not_eligible"),
        ([NOT_MET, MISSING, NOT_YET, REVIEW, UNSURE, AT_VISIT], "likely_not_eligible"),
        ([MET, MISSING], "incomplete"),
        ([MISSING, NOT_YET, REVIEW, UNSURE], "incomplete"),
        ([MET, NOT_YET], "not_yet"),
        ([NOT_YET, REVIEW, UNSURE], "not_yet"),
        ([MET, REVIEW], "possibly_eligible"),
        ([MET, UNSURE, AT_VISIT], "possibly_eligible"),
        ([MET, AT_VISIT], "likely_eligible"),
        ([MET], "likely_eligible"),
    ],
)
def test_the_first_rule_that_applies(decisions, expected):
    assert outcome(decisions) == outcome(decisions[::-1]) == expected


def test_likely_eligible_takes_met_or_at_visit_and_nothing_else():
    every = [MET, NOT_MET, NOT_YET, REVIEW, UNSURE, AT_VISIT, MISSING]
    for decisions in product(every, repeat=2):
        all_good = {decision.verdict for decision in decisions} <= {Verdict.MET, Verdict.AT_VISIT}
        assert (outcome(decisions) is Outcome.LIKELY_ELIGIBLE) == all_good


INTERVIEW = ["first", "second", "third"]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([missing("third"), missing("second")], "second"),
        ([missing("third"), MET, UNSURE, NOT_YET], "third"),
        ([missing("second"), NOT_MET], None),
        ([MET, UNSURE], None),
    ],
)
def test_the_next_question(decisions, expected):
    assert next_question(decisions, INTERVIEW) == expected


def test_a_decision_is_explained_by_its_verdict_unless_it_says_otherwise():
    assert Decision(Verdict.MET).reason == "met"
    assert Decision(Verdict.MET, "never").reason == "never"


def test_a_decision_cannot_be_changed():
    with pytest.raises(TypeError):
        Decision(Verdict.MET, details={"day": "x"}).details["day"] = "y"
