"""The live panel beside a call: each criterion as it stands, the answers behind it, and what would decide it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.callcenter.answers_given import GivenAnswer, given_answer, title_of, values_of
from bot.conversation.questions import QUESTIONS
from bot.screening.criterion import Criterion
from bot.screening.screening import Screening
from bot.screening.verdict import Decision, Outcome, Verdict
from bot.store.kept import AnswerRecord
from bot.trial.criteria import CRITERIA
from bot.trial.page import one_line
from bot.trial.reasons import all_words
from bot.trial.screen import screen
from bot.values import UNKNOWN, Answers, Interval


class Side(StrEnum):
    """On which side a criterion stands, in the order of the panel."""

    OPEN = "open"
    AGAINST = "against"
    MET = "met"
    AT_VISIT = "at_visit"


class Settled(StrEnum):
    """Whether more answers can change the outcome."""

    WHATEVER = "whatever"
    """A failure settles it, whatever the rest is."""
    ALL_ASKED = "all_asked"
    OPEN = "open"


_SIDES = {Verdict.MET: Side.MET, Verdict.NOT_MET: Side.AGAINST, Verdict.AT_VISIT: Side.AT_VISIT}


@dataclass(frozen=True, slots=True)
class Deciding:
    """A fact whose answer would decide something."""

    fact: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion. `decided_by` are the facts whose answers decide it, the one to ask first at the front.

    `why` is the sentence that the patient is told, `quote` the protocol's own words. `next`: the question that
    comes next is one that it waits for.
    """

    criterion: str
    title: str
    verdict: Verdict
    why: str
    settled_by: str
    quote: str
    answers: tuple[GivenAnswer, ...]
    decided_by: tuple[Deciding, ...]
    next: bool

    @property
    def side(self) -> Side:
        """Where on the panel it stands."""
        return _SIDES.get(self.verdict, Side.OPEN)


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel on the day `as_of`. `lines` are in the protocol's order, `next_asked` is None at the end."""

    as_of: date
    outcome: Outcome
    settled: Settled
    next_asked: str | None
    lines: tuple[Line, ...]
    screening: Screening
    values: Answers

    def on(self, side: Side) -> tuple[Line, ...]:
        """The criteria on one side, those that the next answer decides first."""
        return tuple(
            sorted((line for line in self.lines if line.side is side), key=lambda line: not line.next)
        )

    @property
    def counts(self) -> Mapping[Side, int]:
        """How many criteria stand on each side."""
        return {side: len(self.on(side)) for side in Side}


Versions = Mapping[str, Sequence[AnswerRecord]]
"""All versions of the answers on record, oldest first, by fact."""


def panel_of(versions: Versions, as_of: date) -> Panel:
    """The panel for the answers on record, screened on the day `as_of`."""
    counting = {fact: each for fact, each in versions.items() if each[-1].value is not None}
    values = values_of([each[-1] for each in counting.values()], as_of)
    given = {fact: given_answer(each, as_of) for fact, each in counting.items() if fact in values}
    screening = screen(values, as_of)
    asked = screening.next_question
    lines = tuple(_line(each, screening, values, given) for each in CRITERIA)
    return Panel(
        as_of=as_of,
        outcome=screening.outcome,
        settled=_settled(screening),
        next_asked=title_of(asked) if asked else None,
        lines=lines,
        screening=screening,
        values=values,
    )


def _settled(screening: Screening) -> Settled:
    if screening.outcome is Outcome.LIKELY_NOT_ELIGIBLE:
        return Settled.WHATEVER
    return Settled.OPEN if screening.next_question else Settled.ALL_ASKED


def _line(
    criterion: Criterion, screening: Screening, values: Answers, given: Mapping[str, GivenAnswer]
) -> Line:
    decision, words = screening.decisions[criterion.id], all_words()[criterion.id]
    deciding = deciding_facts(criterion, decision, values)
    return Line(
        criterion=criterion.id,
        title=words.title,
        verdict=decision.verdict,
        why=words.sentence(decision),
        settled_by=words.settled_by,
        quote=one_line(criterion.quote),
        answers=tuple(given[fact] for fact in criterion.reads if fact in given),
        decided_by=tuple(Deciding(fact, title_of(fact)) for fact in deciding),
        next=_waits_for(decision, screening.next_question),
    )


def deciding_facts(criterion: Criterion, decision: Decision, answers: Answers) -> tuple[str, ...]:
    """The facts whose answers would decide an open criterion: those not asked, or those not known exactly.

    A criterion that takes judgment, a record or time whatever is said is decided by no answer.
    """
    match decision.verdict:
        case Verdict.MISSING:
            others = (fact for fact in criterion.reads if fact not in answers and fact != decision.lacks)
            return (decision.lacks, *others)
        case Verdict.UNKNOWN | Verdict.TEAM_REVIEW:
            return tuple(fact for fact in criterion.reads if _is_vague(answers.get(fact)))
    return ()


def _is_vague(value: object) -> bool:
    return value is UNKNOWN or (isinstance(value, Interval) and not value.exact)


def _waits_for(decision: Decision, asked: str | None) -> bool:
    return asked is not None and decision.lacks in QUESTIONS[asked].settles
