"""What is known so far, answer by answer."""

from collections.abc import Iterator
from datetime import date

from bot.conversation.facts import of_the_trial
from bot.conversation.interview import Interview
from bot.trial.facts import FACTS
from bot.trial.saying import fact_title, say_answer
from bot.values import Interval, Value


def review(interview: Interview) -> Iterator[str]:
    """A line for each answer, in the order of the interview: "Age: 61 years"."""
    answers = of_the_trial(interview.answers)
    for fact in FACTS:
        if fact in answers:
            said = say_answer(fact, answers[fact], fact in interview.memory.declined)
            yield f"• {fact_title(fact)}: {said}"


def say_reading(fact: str, value: Value, declined: bool = False) -> str:
    """What was understood, to be said back: a date by itself, anything else with what it is about."""
    if fact not in FACTS:
        return str(value)
    said = say_answer(fact, value, declined)
    is_date = isinstance(value, Interval) and isinstance(value.low, date)
    return said if is_date else f'"{fact_title(fact)}: {said}"'
