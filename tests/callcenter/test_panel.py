"""The live panel: what stands on which side, why, by whose words, and what decides what is open."""

from datetime import timedelta

import pytest
from anybody import TODAY, answers
from hypothesis import given
from on_record import NOON, fitting, on_record, version

from bot.callcenter.panel import Settled, Side, panel_of
from bot.callcenter.wording import panel_words
from bot.screening.fact import write_answers
from bot.screening.verdict import Outcome, Verdict
from bot.store.kept import AnswerStatus, GivenBy
from bot.trial.criteria import CRITERIA
from bot.trial.facts import FACTS

UNTIL_THE_DATE = {"diagnosis": "multiple_myeloma", "car_t_product": "ide_cel"}


def panel(as_of=TODAY, **answers):
    return panel_of(on_record(answers), as_of)


def line(panel, criterion):
    return next(each for each in panel.lines if each.criterion == criterion)


@pytest.mark.parametrize(
    ("given", "outcome", "settled", "next_asked"),
    [
        pytest.param({}, Outcome.INCOMPLETE, Settled.OPEN, "Type of disease", id="nothing was asked yet"),
        pytest.param(
            UNTIL_THE_DATE, Outcome.INCOMPLETE, Settled.OPEN, "Day of the CAR-T infusion", id="two answers"
        ),
        pytest.param(fitting(), Outcome.LIKELY_ELIGIBLE, Settled.ALL_ASKED, None, id="everything fits"),
        pytest.param(
            fitting(prior_lines="unknown"),
            Outcome.POSSIBLY_ELIGIBLE,
            Settled.ALL_ASKED,
            None,
            id="one point is open",
        ),
        pytest.param(
            fitting(car_t_infusion_date="2026-10-01"),
            Outcome.NOT_YET,
            Settled.ALL_ASKED,
            None,
            id="too early",
        ),
        pytest.param(
            {**UNTIL_THE_DATE, "disease_status": "progressed"},
            Outcome.LIKELY_NOT_ELIGIBLE,
            Settled.WHATEVER,
            None,
            id="one failure settles it, though most was not asked",
        ),
    ],
)
def test_the_outcome_and_whether_it_is_settled(given, outcome, settled, next_asked):
    shown = panel(**given)
    assert (shown.outcome, shown.settled, shown.next_asked) == (outcome, settled, next_asked)


@pytest.mark.parametrize(
    ("given", "criterion", "side", "decided_by"),
    [
        pytest.param({}, "age", Side.OPEN, ("Age",), id="not asked: its question decides"),
        pytest.param(
            {"sex_at_birth": "female"},
            "not_pregnant_or_nursing",
            Side.OPEN,
            ("Periods or menopause", "Pregnant or nursing"),
            id="not asked: the first question first, then what may follow",
        ),
        pytest.param(
            fitting(prior_lines="unknown"),
            "prior_lines",
            Side.OPEN,
            ("Lines before the CAR-T",),
            id="not sure",
        ),
        pytest.param(
            fitting(prior_lines={"min": 3, "max": 6}),
            "prior_lines",
            Side.OPEN,
            ("Lines before the CAR-T",),
            id="imprecise, so that the study team counts",
        ),
        pytest.param(
            fitting(ecog={"min": 2, "max": 3}),
            "performance_status",
            Side.OPEN,
            ("How active you are (ECOG)",),
            id="imprecise, on both sides of the boundary",
        ),
        pytest.param(
            fitting(car_t_side_effects="moderate_or_severe"),
            "side_effects_resolved",
            Side.OPEN,
            (),
            id="the study team decides, and no answer",
        ),
        pytest.param(
            fitting(car_t_infusion_date="2026-10-01"), "car_t_window", Side.OPEN, (), id="time decides"
        ),
        pytest.param(fitting(disease_status="progressed"), "disease_status", Side.AGAINST, (), id="against"),
        pytest.param(fitting(), "age", Side.MET, (), id="met"),
        pytest.param(fitting(), "anc", Side.AT_VISIT, (), id="only the study team measures it"),
    ],
)
def test_where_a_criterion_stands_and_what_decides_it(given, criterion, side, decided_by):
    shown = line(panel(**given), criterion)
    assert (shown.side, tuple(each.title for each in shown.decided_by)) == (side, decided_by)


def test_every_criterion_stands_on_exactly_one_side_with_its_reason_and_the_pages_words():
    shown = panel(**fitting())
    on_sides = [each for side in Side for each in shown.on(side)]
    assert sorted(each.criterion for each in on_sides) == sorted(each.id for each in CRITERIA)
    assert len(on_sides) == sum(shown.counts.values()) == 29
    assert all(each.title and each.why and each.quote for each in shown.lines)


def test_what_the_next_question_decides_stands_first():
    shown = panel(**{fact: value for fact, value in fitting(age=None).items() if fact != "medications"})
    assert shown.next_asked == "Age"
    assert [each.criterion for each in shown.on(Side.OPEN) if each.next] == ["age"]
    assert shown.on(Side.OPEN)[0].criterion == "age"


def test_an_answer_stands_with_who_gave_it_when_and_in_what_words():
    [age] = line(
        panel_of({"age": (version("age", 61, "sixty one", 3, GivenBy.CAREGIVER),)}, TODAY), "age"
    ).answers
    said = (age.now.said, age.now.words, age.now.given_by, age.now.at)
    assert said == ("61 years", "sixty one", "caregiver", NOON + timedelta(minutes=3))
    assert age.earlier == ()


def test_an_old_version_stays_behind_the_new_one():
    kept = (
        version("age", 16, "[16 years]", 1),
        version("age", None, "go back", 2),
        version("age", 61, "61", 5, GivenBy.AGENT),
    )
    [age] = line(panel_of({"age": kept}, TODAY), "age").answers
    assert (age.now.said, age.now.given_by) == ("61 years", "call center")
    assert [each.said for each in age.earlier] == ["Taken back", "16 years"]


@pytest.mark.parametrize(
    ("last", "said", "verdict"),
    [
        pytest.param(version("age", "unknown"), "Not sure", Verdict.UNKNOWN, id="does not know"),
        pytest.param(
            version("age", "unknown", status=AnswerStatus.DECLINED),
            "Would rather not say",
            Verdict.UNKNOWN,
            id="would rather not say",
        ),
        pytest.param(
            version("age", {"min": 17, "max": 19}), "17 to 19 years", Verdict.UNKNOWN, id="imprecise"
        ),
    ],
)
def test_three_ways_of_not_knowing_are_said_apart(last, said, verdict):
    shown = line(panel_of({"age": (last,)}, TODAY), "age")
    assert (shown.answers[0].now.said, shown.verdict) == (said, verdict)


def test_an_answer_taken_back_counts_as_not_asked():
    shown = line(panel_of({"age": (version("age", 61), version("age", None, minutes=1))}, TODAY), "age")
    assert (shown.verdict, shown.answers) == (Verdict.MISSING, ())


def test_an_answer_that_cannot_be_on_this_day_counts_as_not_asked():
    shown = line(panel(car_t_product="ide_cel", car_t_infusion_date="2031-01-01"), "car_t_window")
    assert shown.verdict is Verdict.MISSING


def test_what_only_the_conversation_asks_does_not_disturb():
    shown = panel(consent=True, zip_code="50309", labs_at_hand=False, **fitting())
    assert shown.outcome is Outcome.LIKELY_ELIGIBLE


@given(answers())
def test_what_is_open_for_want_of_an_answer_says_which_and_nothing_else_does(given):
    shown = panel(**write_answers(FACTS, given))
    for each in shown.lines:
        if each.verdict in (Verdict.MISSING, Verdict.UNKNOWN):
            assert each.decided_by
        elif each.verdict is not Verdict.TEAM_REVIEW:
            assert not each.decided_by


def test_every_verdict_and_outcome_has_words_and_no_two_signs_are_alike():
    assert panel_words("verdicts").keys() == {each.value for each in Verdict}
    assert panel_words("outcomes").keys() == {each.value for each in Outcome}
    assert len({each["sign"] for each in panel_words("verdicts").values()}) == len(Verdict)
    assert panel_words("sides").keys() == {each.value for each in Side}
