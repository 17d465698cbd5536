"""How many questions can still come."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from bot.conversation.facts import ASKED, LABS_AT_HAND, ZIP_CODE, of_the_trial
from bot.conversation.questions import LABORATORY_QUESTIONS, QUESTIONS, next_question
from bot.trial.criteria import CRITERIA
from bot.trial.screen import screen
from bot.values import UNKNOWN, Answers, Value


def questions_left_at_most(answers: Answers, as_of: date, going_on: bool = False) -> int:
    """A number that the questions to come after consent do not exceed, unless an answer is taken back.

    A question can come only if its fact is read by a criterion which is still open, or if it belongs to the end of
    the interview. Most people hear fewer: an answer can settle several criteria, or the whole screen.
    `going_on`: the person answers the rest for the record although the outcome is settled.
    """
    if next_question(answers, as_of, going_on) is None:
        return 0
    return len(_by_the_criteria(answers, as_of) | set(_by_the_end(answers)))


def _by_the_criteria(answers: Answers, as_of: date) -> set[str]:
    decisions = screen(of_the_trial(answers), as_of).decisions
    open_criteria = [each for each in CRITERIA if decisions[each.id].lacks is not None]
    return {fact for each in open_criteria for fact in each.reads if fact not in answers}


def _by_the_end(answers: Answers) -> Iterator[str]:
    if answers.get(LABS_AT_HAND, True) is True:
        yield from (
            name for name in LABORATORY_QUESTIONS if not answers.keys() & set(QUESTIONS[name].settles)
        )
    yield from (name for name in (LABS_AT_HAND, ZIP_CODE) if name not in answers)


def questions_left_about(answers: Answers, as_of: date, going_on: bool = False) -> int:
    """How many questions come after consent if the rest is answered as most people answer it."""
    known, asked = dict(answers), 0
    while question := next_question(known, as_of, going_on):
        known |= {fact: _ordinary(fact, as_of) for fact in question.open_facts(known)}
        asked += 1
    return asked


def _ordinary(fact: str, as_of: date) -> Value:
    raw = _ordinary_answers().get(fact)
    return UNKNOWN if raw is None else ASKED[fact].read(raw, as_of)


@cache
def _ordinary_answers() -> dict:
    return yaml.load(
        (files("bot.gateway") / "ordinary_answers.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
