"""The trial's screen."""

from datetime import date

from bot.screening.screening import Screening, screen_by
from bot.trial.criteria import CRITERIA
from bot.trial.criteria.disease_and_car_t import window
from bot.trial.facts import FACTS
from bot.values import Answers


def screen(answers: Answers, as_of: date) -> Screening:
    """Screen a person by what is known of them, on the day `as_of`. The answers must be possible ones."""
    return screen_by(CRITERIA, FACTS, window(answers), answers, as_of)
