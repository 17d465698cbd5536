"""The sheet for answers alone: they are screened, and the sites near the person are looked up."""

from collections.abc import Sequence
from datetime import date

from bot.conversation.result import SITES_OFFERED
from bot.jsonlines import day_of, not_an_object, object_of
from bot.referral.nearest import nearest_sites
from bot.referral.place import Place
from bot.referral.places import find_place
from bot.screening.fact import read_answers
from bot.sheet.answers import SheetAnswer
from bot.sheet.content import Sheet, sheet_of
from bot.trial.facts import FACTS
from bot.trial.screen import screen
from bot.trial.sites import Site


def sheet_of_answers(answers: Sequence[SheetAnswer], home: str, as_of: date) -> Sheet:
    """The sheet for the answers, screened on the day `as_of`. `home` is where the person lives, "" if not told."""
    screening = screen({answer.fact: answer.value for answer in answers}, as_of)
    return sheet_of(answers, screening, _sites_near(home), as_of)


def sheet_of_line(line: bytes | str, as_of: date) -> Sheet:
    """The sheet for one line of the batch contract, which keeps nobody's words; on its own day, or on `as_of`.

    Raises ImpossibleAnswer for a line that cannot be screened.
    """
    row = object_of(line)
    day = day_of(row, as_of)
    raw = row.get("answers")
    if not isinstance(raw, dict):
        raise not_an_object("answers", raw)
    given = [SheetAnswer(fact, value) for fact, value in read_answers(FACTS, raw, day).items()]
    return sheet_of_answers(given, "", day)


def _sites_near(home: str) -> Sequence[tuple[Site, int]]:
    place = find_place(home)
    return nearest_sites(place, SITES_OFFERED) if isinstance(place, Place) else ()
