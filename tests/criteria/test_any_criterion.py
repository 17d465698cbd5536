"""What holds of every criterion, whatever a person answers."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product

import pytest
from anybody import TODAY, answers
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from nurse_table import BY_ID

from bot.screening.verdict import Verdict
from bot.trial.criteria import CRITERIA
from bot.trial.facts import FACTS
from bot.values import UNKNOWN, Interval

every_criterion = pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)

DECIDED = (Verdict.MET, Verdict.NOT_MET)


class Watched(Mapping):
    """Answers that note which facts are looked at."""

    def __init__(self, known):
        self.known = known
        self.looked_at = set()

    def __getitem__(self, fact):
        self.looked_at.add(fact)
        return self.known[fact]

    def __iter__(self):
        raise AssertionError("a rule looks at the facts that it reads, one by one")

    def __len__(self):
        raise AssertionError("a rule looks at the facts that it reads, one by one")


def test_there_are_29_criteria():
    assert len({criterion.id for criterion in CRITERIA}) == len(CRITERIA) == 29


def test_every_fact_is_read_by_a_criterion():
    assert {fact for criterion in CRITERIA for fact in criterion.reads} == set(FACTS)


@every_criterion
def test_facts_are_read_in_the_order_of_the_interview(criterion):
    assert list(criterion.reads) == [fact for fact in FACTS if fact in criterion.reads]


@given(known=answers())
@example(known={"sex_at_birth": "female", "reproductive_status": "menopause_12_to_24_months"})
def test_a_rule_looks_at_no_fact_that_it_does_not_declare(known):
    for criterion in CRITERIA:
        watched = Watched(known)
        criterion.rule(watched, TODAY)
        assert watched.looked_at <= set(criterion.reads)


@given(known=answers())
def test_a_decision_depends_on_its_arguments_alone(known):
    before = dict(known)
    for criterion in CRITERIA:
        only_read = {fact: value for fact, value in known.items() if fact in criterion.reads}
        assert criterion.decide(known, TODAY) == criterion.decide(only_read, TODAY)
    assert known == before


@given(known=answers())
def test_only_a_missing_verdict_lacks_a_fact_and_only_a_wait_has_a_day(known):
    for criterion in CRITERIA:
        decision = criterion.decide(known, TODAY)
        assert (decision.lacks is not None) == (decision.verdict is Verdict.MISSING)
        assert decision.lacks is None or decision.lacks in criterion.reads
        assert decision.lacks not in known
        if decision.available_from is not None:
            assert decision.verdict is Verdict.NOT_YET
            assert decision.available_from > TODAY


@pytest.mark.parametrize("criterion_id", ["car_t_window", "steroid_washout"])
@given(data=st.data())
def test_a_wait_is_over_on_its_day_and_not_before(criterion_id, data):
    criterion = BY_ID[criterion_id]
    known = data.draw(answers(criterion.reads))
    that_day = criterion.decide(known, TODAY).available_from
    if that_day is not None:
        assert criterion.decide(known, that_day - timedelta(days=1)).verdict is not Verdict.MET
        exact = all(value.exact for value in known.values() if isinstance(value, Interval))
        assert criterion.decide(known, that_day).verdict is Verdict.MET or not exact


def points_of(value):
    """Some points of an interval, its ends among them; any other value is its own only point."""
    if not isinstance(value, Interval):
        return [value]
    middle = value.low + (value.high - value.low) / 2
    return [Interval.exactly(point) for point in (value.low, middle, value.high)]


# Their rows say what an imprecise answer comes to where its points differ.
ROW_SAYS_OTHERWISE = {"prior_lines": {Verdict.TEAM_REVIEW}, "steroid_washout": {Verdict.NOT_YET}}


@every_criterion
@given(data=st.data())
def test_an_imprecise_answer_is_decided_as_all_its_points_are(criterion, data):
    known = data.draw(answers(criterion.reads))
    # Nothing can be computed from a creatinine or an age of zero: a point like no other.
    assume(not (criterion.id == "creatinine_clearance" and has_zero(known)))
    each = [dict(zip(known, exact, strict=True)) for exact in product(*map(points_of, known.values()))]
    verdicts = {criterion.decide(point, TODAY).verdict for point in each if whole(point)}
    verdict = criterion.decide(known, TODAY).verdict
    if len(verdicts) == 1:
        assert {verdict} == verdicts
    else:
        open_verdicts = {Verdict.UNKNOWN} | (verdicts & {Verdict.MISSING})
        assert verdict in open_verdicts | ROW_SAYS_OTHERWISE.get(criterion.id, set())


def has_zero(known):
    return any(isinstance(value, Interval) and value.low == 0 for value in known.values())


def whole(point):
    """A count of lines or an ECOG status has no halves."""
    counts = [point.get("prior_lines"), point.get("ecog")]
    return all(not isinstance(count, Interval) or count.low == int(count.low) for count in counts)


def would_be_asked(fact, known):
    """Whether a criterion lacks the fact where it was not asked."""
    without = {other: value for other, value in known.items() if other != fact}
    return any(criterion.decide(without, TODAY).lacks == fact for criterion in CRITERIA)


def stands_for_more_than_not_knowing(fact, known):
    """Two unknowns that a row treats as an answer, which knowing better can undo.

    Who does not know her reproductive status counts as able to bear a child; and of somebody whose sex is not
    known, a pregnancy fails.
    """
    if known.get(fact) is not UNKNOWN:
        return False
    return fact == "reproductive_status" or (
        fact == "sex_at_birth" and known.get("pregnant_or_nursing") is True
    )


@settings(max_examples=400)
@given(better=answers(), data=st.data())
def test_more_knowledge_never_changes_met_or_not_met(better, data):
    assume(better)
    fact = data.draw(st.sampled_from(sorted(better)))
    known = dict(better)
    how = data.draw(st.sampled_from(["not asked", "not known", "less precise"]))
    if how == "not asked":
        del known[fact]
    elif how == "not known":
        known[fact] = UNKNOWN
    elif isinstance(better[fact], Interval):
        known[fact] = wider(better[fact], data)
    if better[fact] is UNKNOWN or stands_for_more_than_not_knowing(fact, known):
        return
    if how != "less precise" and not would_be_asked(fact, known):
        return
    for criterion in CRITERIA:
        before = criterion.decide(known, TODAY).verdict
        if before in DECIDED:
            assert criterion.decide(better, TODAY).verdict is before


def wider(interval, data):
    step = timedelta(days=1) if isinstance(interval.low, date) else 1
    less, more = data.draw(st.tuples(st.integers(0, 40), st.integers(0, 40)))
    return Interval(interval.low - less * step, interval.high + more * step)
