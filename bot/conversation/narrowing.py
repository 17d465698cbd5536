"""Vague answers that matter: where a boundary lies inside an interval, and what to ask about it.

A criterion over an interval is decided only if every point in it gives the same verdict. Where it is not, the
interval falls into stretches that each give one verdict, and the person can often tell which one is right.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from bot.conversation.facts import ASKED, of_the_trial
from bot.screening.kinds import Amount, Date
from bot.screening.verdict import Verdict
from bot.trial.criteria import CRITERIA
from bot.values import Answers, Interval

LONGEST_WALK = 1000
"""Longer intervals are not walked through point by point: no question could narrow them well."""


def stretches(fact: str, answers: Answers, as_of: date) -> list[Interval]:
    """The stretches of a vague answer that give different verdicts, in order; none if the difference decides nothing.

    Only a criterion that is `unknown` because of the interval is worth a question: if it has one verdict
    throughout, or takes the study team's judgment all the same, there is nothing to narrow.
    """
    interval = answers[fact]
    if not _walkable(fact, interval) or not _open_criteria(fact, answers, as_of):
        return []
    reading = [criterion for criterion in CRITERIA if fact in criterion.reads]

    def verdicts(point) -> tuple[Verdict, ...]:
        known = {**of_the_trial(answers), fact: Interval.exactly(point)}
        return tuple(criterion.decide(known, as_of).verdict for criterion in reading)

    parts = [list(points) for _, points in groupby(_points(interval), key=verdicts)]
    return [Interval(points[0], points[-1]) for points in parts] if len(parts) > 1 else []


def _walkable(fact: str, interval: object) -> bool:
    if not isinstance(interval, Interval) or interval.exact:
        return False
    match ASKED[fact].kind:
        case Date():
            return (interval.high - interval.low).days <= LONGEST_WALK
        case Amount(whole=whole):
            return whole or fact == "age"
    return False


def _open_criteria(fact: str, answers: Answers, as_of: date) -> bool:
    known = of_the_trial(answers)
    return any(
        criterion.decide(known, as_of).verdict is Verdict.UNKNOWN
        for criterion in CRITERIA
        if fact in criterion.reads
    )


def _points(interval: Interval) -> Iterator:
    if isinstance(interval.low, date):
        days = (interval.high - interval.low).days
        return (interval.low + timedelta(days=day) for day in range(days + 1))
    return iter(range(int(interval.low), int(interval.high) + 1))
