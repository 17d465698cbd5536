"""How many questions can still come."""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from bot.conversation.course import Course
from bot.conversation.facts import ASKED, LABS_AT_HAND, ZIP_CODE
from bot.conversation.questions import LABORATORY_QUESTIONS, QUESTIONS
from bot.values import UNKNOWN, Answers, Value


def questions_left(answers: Answers, as_of: date, going_on: bool = False) -> tuple[int, int]:
    """How many questions are left, about and at most; see the two."""
    course = Course(answers, as_of)
    most = _at_most(course, going_on)
    return _about(course, as_of, going_on), most


def questions_left_at_most(answers: Answers, as_of: date, going_on: bool = False) -> int:
    """A number that the questions to come after consent do not exceed, unless an answer is taken back.

    A question can come only if its fact is read by a criterion which is still open, or if it belongs to the end of
    the interview. Most people hear fewer: an answer can settle several criteria, or the whole screen.
    `going_on`: the person answers the rest for the record although the outcome is settled.
    """
    return _at_most(Course(answers, as_of), going_on)


def questions_left_about(answers: Answers, as_of: date, going_on: bool = False) -> int:
    """How many questions come after consent if the rest is answered as most people answer it."""
    return _about(Course(answers, as_of), as_of, going_on)


def _at_most(course: Course, going_on: bool) -> int:
    if course.next_question(going_on) is None:
        return 0
    by_the_criteria = {fact for each in course.open_criteria for fact in each.reads}
    return len(by_the_criteria - course.answers.keys() | set(_by_the_end(course.answers)))


def _by_the_end(answers: Answers) -> Iterator[str]:
    if answers.get(LABS_AT_HAND, True) is True:
        yield from (
            name for name in LABORATORY_QUESTIONS if not answers.keys() & set(QUESTIONS[name].settles)
        )
    yield from (name for name in (LABS_AT_HAND, ZIP_CODE) if name not in answers)


def _about(course: Course, as_of: date, going_on: bool) -> int:
    asked = 0
    while question := course.next_question(going_on):
        course.suppose({fact: _ordinary(fact, as_of) for fact in question.open_facts(course.answers)})
        asked += 1
    return asked


@lru_cache(len(ASKED))
def _ordinary(fact: str, as_of: date) -> Value:
    raw = _ordinary_answers().get(fact)
    return UNKNOWN if raw is None else ASKED[fact].read(raw, as_of)


@cache
def _ordinary_answers() -> dict:
    return yaml.load(
        (files("bot.gateway") / "ordinary_answers.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
