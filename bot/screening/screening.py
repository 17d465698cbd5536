"""A whole screen: every criterion decided on one day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.screening.criterion import Criterion
from bot.screening.outcome import next_question, outcome
from bot.screening.verdict import Decision, Outcome
from bot.values import Answers


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a person can join: those that are certain, and those that are possible.

    Both ends are included. An end is None where there is no such day. When the person's own dates are exact,
    the possible days are the certain ones.
    """

    opens: date | None = None
    closes: date | None = None
    possibly_opens: date | None = None
    possibly_closes: date | None = None


@dataclass(frozen=True, slots=True)
class Screening:
    """The result of a screen: `decisions` by the criterion's id, in the protocol's order."""

    as_of: date
    decisions: Mapping[str, Decision]
    outcome: Outcome
    window: Window
    next_question: str | None


def screen_by(
    criteria: Iterable[Criterion], interview: Collection[str], window: Window, answers: Answers, as_of: date
) -> Screening:
    """Decide every criterion on the day `as_of`. `interview` is the facts in the order of asking."""
    decisions = {criterion.id: criterion.decide(answers, as_of) for criterion in criteria}
    found = decisions.values()
    return Screening(as_of, decisions, outcome(found), window, next_question(found, interview))
