"""A screening as JSON, in the form of the batch contract."""

from datetime import date

from bot.screening.criterion import Criterion
from bot.screening.screening import Screening, Window
from bot.screening.verdict import Decision
from bot.trial.criteria import CRITERIA
from bot.trial.reasons import all_words


def screening_as_json(screening: Screening) -> dict:
    """The result object of a screening; whose it is, the caller adds."""
    return {
        "as_of": screening.as_of.isoformat(),
        "outcome": screening.outcome.value,
        "criteria": [criterion_as_json(each, screening.decisions[each.id]) for each in CRITERIA],
        "window": window_as_json(screening.window),
        "next_question": screening.next_question,
    }


def criterion_as_json(criterion: Criterion, decision: Decision) -> dict:
    """One criterion's verdict, the sentence that explains it, and the words of the page that it rests on."""
    return {
        "id": criterion.id,
        "verdict": decision.verdict.value,
        "reason": all_words()[criterion.id].sentence(decision),
        "quote": criterion.quote,
        "available_from": _day(decision.available_from),
    }


def window_as_json(window: Window) -> dict:
    """The certain and the possible days on which a person can join; null where there is none."""
    return {
        "opens": _day(window.opens),
        "closes": _day(window.closes),
        "possibly_opens": _day(window.possibly_opens),
        "possibly_closes": _day(window.possibly_closes),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
