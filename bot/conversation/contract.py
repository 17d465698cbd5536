"""What a message carries beside its words, for pages, tests and other programs: the conversation contract."""

from collections.abc import Sequence

from bot.conversation.checks import Check, CheckKind
from bot.conversation.facts import ASKED, of_the_trial
from bot.conversation.questions import Input, Question
from bot.screening.screening import Screening
from bot.trial.result import screening_as_json
from bot.trial.sites import Site
from bot.values import Answers


def question_as_json(question: Question) -> dict:
    """A question: the fact that it asks first, and how it is answered."""
    return {"ask": question.name, "input": question.input.value}


def check_as_json(check: Check) -> dict:
    """A question about a reading: the value to confirm, or the choice between stretches of a vague answer."""
    if check.kind is CheckKind.NARROW:
        return {"ask": check.fact, "input": Input.CHOICE.value}
    return {"ask": check.fact, "confirm": check.readings[check.fact]}


def result_as_json(screening: Screening, answers: Answers, sites: Sequence[tuple[Site, int]]) -> dict:
    """The end of a screen: the result, what was understood, and the recruiting sites, nearest first."""
    understood = {fact: ASKED[fact].write(value) for fact, value in of_the_trial(answers).items()}
    return {
        "result": {
            **screening_as_json(screening),
            "answers": understood,
            "sites": [site_as_json(site, miles) for site, miles in sites],
        }
    }


def site_as_json(site: Site, miles: int) -> dict:
    """A site of the trial, with its distance in statute miles."""
    return {
        "name": site.name,
        "city": site.city,
        "state": site.state,
        "zip": site.zip,
        "distance_miles": miles,
        "status": site.status.value,
    }
