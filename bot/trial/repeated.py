"""Screening many people: what is the same for many of them is worked out once.

Facts are read, and criteria decided and written, by pure functions, so a result can be kept by its arguments.
Each fact and each criterion keeps its own results, so that none pushes out another's, and forgets those
that were not used for longest.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from operator import itemgetter

from bot.screening.criterion import Criterion
from bot.screening.fact import Fact, fact_named
from bot.screening.kinds import Json
from bot.screening.outcome import next_question, outcome
from bot.screening.verdict import Decision, Detail, Verdict
from bot.trial.criteria import CRITERIA
from bot.trial.criteria.disease_and_car_t import window
from bot.trial.facts import FACTS
from bot.trial.result import criterion_as_json, window_as_json
from bot.values import Answers, Value

_KEPT = 2**13

_Read = Callable[[Json, date], Value]
_Judge = Callable[[Value | tuple[Value | None, ...] | None, date], tuple[Decision, str]]

_NOT_TO_BE_LOOKED_UP = (list, dict)
_NOTHING_ASKED = dict.fromkeys(FACTS)


def read_answers_again(raw: Mapping[str, Json], as_of: date) -> Answers:
    """What `read_answers` gives for the trial's facts, sooner when the same values were read before."""
    answers = {}
    for name, value in raw.items():
        if name in _READERS and not isinstance(value, _NOT_TO_BE_LOOKED_UP):
            answers[name] = _READERS[name](value, as_of)
        else:
            answers[name] = fact_named(FACTS, name).read(value, as_of)
    return answers


def _reader_of(fact: Fact) -> _Read:
    # typed: true, 1 and 1.0 are the same key otherwise.
    return lru_cache(maxsize=_KEPT, typed=True)(fact.read)


def screening_as_text(answers: Answers, as_of: date) -> str:
    """What `screening_as_json` gives for the answers, as JSON text without the braces around it."""
    every_fact = _NOTHING_ASKED | answers
    judged = [judge(read(every_fact), as_of) for read, judge in _JUDGES]
    decisions = [decision for decision, _ in judged]
    criteria = ", ".join([text for _, text in judged])
    return (
        f'"as_of": "{as_of}", "outcome": "{outcome(decisions)}", "criteria": [{criteria}], '
        f'"window": {_window_text(every_fact["car_t_infusion_date"])}, '
        f'"next_question": {json.dumps(next_question(decisions, FACTS))}'
    )


@lru_cache(maxsize=_KEPT)
def _window_text(infused: Value | None) -> str:
    return json.dumps(window_as_json(window(_given([("car_t_infusion_date", infused)]))))


def _judge_of(criterion: Criterion) -> _Judge:
    """The criterion's decision and its JSON text, by what `itemgetter` makes of the facts that it reads."""
    written = _writer_of(criterion)

    @lru_cache(maxsize=_KEPT)
    def judge(read: Value | tuple[Value | None, ...] | None, as_of: date) -> tuple[Decision, str]:
        values = (read,) if len(criterion.reads) == 1 else read
        decision = criterion.rule(_given(zip(criterion.reads, values, strict=True)), as_of)
        details = tuple(decision.details.items())
        return decision, written(decision.verdict, decision.reason, decision.available_from, details)

    return judge


def _writer_of(criterion: Criterion) -> Callable[..., str]:
    """The JSON text of a decision, by those of its parts that are written."""

    @lru_cache(maxsize=_KEPT)
    def written(
        verdict: Verdict, reason: str, available_from: date | None, details: tuple[tuple[str, Detail], ...]
    ) -> str:
        return json.dumps(
            criterion_as_json(criterion, Decision(verdict, reason, available_from, dict(details)))
        )

    return written


def _given(values: Iterable[tuple[str, Value | None]]) -> Answers:
    return {fact: value for fact, value in values if value is not None}


_READERS = {name: _reader_of(fact) for name, fact in FACTS.items()}
_JUDGES = tuple((itemgetter(*criterion.reads), _judge_of(criterion)) for criterion in CRITERIA)
