"""What the records know of a conversation's screen: answers, progress, and the second thing beside its code."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.conversation.facts import ASKED, CONSENT, ZIP_CODE
from bot.gateway.progress import questions_left
from bot.gateway.wording import question_of
from bot.screening.errors import ImpossibleAnswer
from bot.store import AnswerRecord, AnswerStatus, Records
from bot.trial.facts import FACTS
from bot.trial.saying import fact_title, say_answer

AGE = "age"
WIDEST_AGE_RANGE_YEARS = 5
"""A vaguer age proves nothing about who says it."""


def answers_on_record(records: Records, conversation: str) -> Mapping[str, AnswerRecord]:
    """The answers that count in the current screen; none where it was set aside."""
    screening = records.current_screening(conversation)
    if screening is None or screening.set_aside:
        return {}
    kept = records.current_answers(screening.id)
    return {fact: each for fact, each in kept.items() if each.value is not None}


def progress(kept: Mapping[str, Any], as_of: date, asked: bool) -> dict[str, int] | None:
    """About how many questions are left, and how many at most; None before consent. `asked`: one is open.

    `kept` are the values on record.
    """
    if kept.get(CONSENT) is not True:
        return None
    try:
        answers = {fact: ASKED[fact].read(value, as_of) for fact, value in kept.items() if fact in ASKED}
        about, most = questions_left(answers, as_of, going_on=asked)
    except ImpossibleAnswer:
        # The day has changed under an old answer.
        return None
    # An answer that is being changed is a question that the criteria do not count any more.
    least = int(asked)
    return {"questions_left_about": max(about, least), "questions_left_at_most": max(most, least)}


def answers_in_words(records: Records, conversation: str, as_of: date) -> list[dict[str, str]]:
    """The answers to the trial's questions in plain words, in the order of the interview."""
    kept = answers_on_record(records, conversation)
    return [_in_words(fact, kept[fact], as_of) for fact in FACTS if fact in kept]


def _in_words(fact: str, kept: AnswerRecord, as_of: date) -> dict[str, str]:
    declined = kept.status is AnswerStatus.DECLINED
    words = say_answer(fact, FACTS[fact].read(kept.value, as_of), declined)
    return {"ask": question_of(fact) or fact, "title": fact_title(fact), "answer": words}


def second_thing(kept: Mapping[str, AnswerRecord]) -> str | None:
    """What beside the code shows that it is the same person: their age, else their ZIP code."""
    answered = {fact: each.value for fact, each in kept.items() if each.status is AnswerStatus.ANSWERED}
    if _years(answered.get(AGE)):
        return AGE
    return ZIP_CODE if _is_zip(answered.get(ZIP_CODE)) else None


def is_same_person(kept: Mapping[str, AnswerRecord], age: int | None, zip_code: str | None) -> bool:
    """Whether the age or the ZIP code is the one that was answered; someone who did not consent is nobody."""
    if CONSENT not in kept or kept[CONSENT].value is not True:
        return False
    match second_thing(kept):
        case "age":
            return age is not None and age in _years(kept[AGE].value)
        case "zip_code":
            return zip_code is not None and zip_code == kept[ZIP_CODE].value
    return False


def _years(value: Any) -> range:
    low, high = (value["min"], value["max"]) if isinstance(value, dict) else (value, value)
    exact = isinstance(low, int) and isinstance(high, int) and high - low < WIDEST_AGE_RANGE_YEARS
    return range(low, high + 1) if exact else range(0)


def _is_zip(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 5 and value.isdecimal()
