"""Sheets for a person who is described by a few answers; all other answers fit the study."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.screening.fact import read_answers
from bot.sheet.answers import SheetAnswer
from bot.sheet.content import Sheet
from bot.sheet.from_answers import sheet_of_answers
from bot.trial.facts import FACTS

# The answers that anybody could give are made beside the tests of the criteria.
sys.path.append(str(Path(__file__).parents[1] / "criteria"))

FITTING = {
    "diagnosis": "multiple_myeloma",
    "car_t_product": "ide_cel",
    "car_t_infusion_date": "2026-08-14",
    "disease_status": "response",
    "therapy_since_car_t": ["none"],
    "prior_lines": 5,
    "had_proteasome_inhibitor": True,
    "had_immunomodulatory_agent": True,
    "had_anti_cd38": True,
    "iberdomide_history": "never",
    "age": 61,
    "ecog": 1,
    "car_t_side_effects": "none_or_mild",
    "sex_at_birth": "male",
    "contraception_agreement": "agree",
    "infection": "none",
    "hiv": "no",
    "hepatitis_b": "no",
    "hepatitis_c": "no",
    "poems_or_amyloidosis": "none",
    "other_cancer": "none",
    "iberdomide_allergy": False,
    "can_swallow_capsules": True,
    "medications": [],
}


@pytest.fixture
def sheet(screen_day) -> Callable[..., Sheet]:
    """Makes a sheet: fact=value in the batch contract's form, fact=None for one that was not asked.

    `words` are what the person said, by fact; `declined` the facts that were kept back; `home` where they live.
    """

    def make(words=None, declined=(), home="", as_of=screen_day, **answers) -> Sheet:
        raw = {fact: value for fact, value in {**FITTING, **answers}.items() if value is not None}
        read = read_answers(FACTS, raw | dict.fromkeys(declined, "unknown"), as_of)
        given = [SheetAnswer(f, v, (words or {}).get(f, ""), f in declined) for f, v in read.items()]
        return sheet_of_answers(given, home, as_of)

    return make
