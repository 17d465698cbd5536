"""What the criteria's tests share: a table of (what the person says, the answers, the verdict)."""

from datetime import date, timedelta

import pytest

from bot.screening.fact import read_answers
from bot.screening.verdict import Decision
from bot.trial.criteria import CRITERIA
from bot.trial.facts import FACTS

TODAY = date(2026, 11, 22)

BY_ID = {criterion.id: criterion for criterion in CRITERIA}


def table(*rows):
    """Run a test for each row, named by its sentence."""
    return pytest.mark.parametrize(
        ("answers", "verdict"), [pytest.param(*row, id=sentence) for sentence, *row in rows]
    )


def decide(criterion_id: str, answers: dict, as_of: date = TODAY) -> Decision:
    """The decision on answers in the form of the batch contract, which the criterion must all read."""
    criterion = BY_ID[criterion_id]
    unread = set(answers) - set(criterion.reads)
    assert not unread, f"{criterion_id} does not read {unread}"
    return criterion.decide(read_answers(FACTS, answers, as_of), as_of)


def days_ago(days: int, before: date = TODAY) -> str:
    return (before - timedelta(days=days)).isoformat()


def between_days_ago(earliest: int, latest: int) -> dict:
    return {"earliest": days_ago(earliest), "latest": days_ago(latest)}


def day_after(day: str, days: int) -> date:
    return date.fromisoformat(day) + timedelta(days=days)
