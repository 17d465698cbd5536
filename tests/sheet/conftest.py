"""Sheets for a person who is described by a few answers; all other answers fit the study."""

from collections.abc import Callable

import pytest
from people import FITS_THE_TRIAL

from bot.screening.fact import read_answers
from bot.sheet.answers import SheetAnswer
from bot.sheet.content import Sheet
from bot.sheet.from_answers import sheet_of_answers
from bot.trial.facts import FACTS

FITTING = {**FITS_THE_TRIAL, "car_t_infusion_date": "2026-08-14"}


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
