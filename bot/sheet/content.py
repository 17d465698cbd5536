"""What stands on the sheet. Nothing here is advice, and nothing promises that the person can join."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.language.wording import say_day, say_distance
from bot.screening.screening import Screening
from bot.screening.verdict import Outcome, Verdict
from bot.sheet.answers import AnswerLine, SheetAnswer, answer_line
from bot.sheet.points import OPEN, Point, points, titles
from bot.sheet.window import WindowLine, window_lines
from bot.sheet.words import sheet_words
from bot.trial.facts import FACTS
from bot.trial.page import TRIAL
from bot.trial.reasons import all_words
from bot.trial.sites import PAGE_UPDATED, Site


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site as it is printed."""

    name: str
    place: str
    distance: str
    status: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet, part by part, in the order in which it is printed; a part that does not apply is empty.

    `closed`: the screen came to a no that no further answer would change.
    """

    trial: str
    headline: str
    closed: bool
    window: tuple[WindowLine, ...]
    window_not_known: str
    against: tuple[Point, ...]
    open: tuple[Point, ...]
    sites: tuple[SiteLine, ...]
    answers: tuple[AnswerLine, ...]
    fine: tuple[str, ...]
    at_visit: tuple[Point, ...]
    not_asked: tuple[str, ...]
    page_updated: str
    as_of: str


def sheet_of(
    answers: Sequence[SheetAnswer], screening: Screening, sites: Sequence[tuple[Site, int]], as_of: date
) -> Sheet:
    """The sheet for a screen and the answers that it rests on, made on the day `as_of`.

    `sites` are those offered, nearest first, with their distance in statute miles. A closed screen lists
    why, and neither a window nor sites: they would raise a false hope.
    """
    closed = screening.outcome is Outcome.LIKELY_NOT_ELIGIBLE
    declined = {answer.fact for answer in answers if answer.declined}
    window = () if closed else window_lines(screening.window, as_of)
    return Sheet(
        trial=TRIAL,
        headline=sheet_words("outcomes")[screening.outcome.value],
        closed=closed,
        window=window,
        window_not_known="" if closed or window else _no_window(),
        against=points(screening, (Verdict.NOT_MET,), declined),
        open=() if closed else points(screening, OPEN, declined),
        sites=() if closed else tuple(_site_line(*each) for each in sites),
        answers=_answer_lines(answers),
        fine=titles(screening, Verdict.MET),
        at_visit=() if closed else points(screening, (Verdict.AT_VISIT,), declined),
        not_asked=titles(screening, Verdict.MISSING),
        page_updated=say_day(PAGE_UPDATED),
        as_of=say_day(as_of),
    )


def _no_window() -> str:
    settled_by = all_words()["car_t_window"].settled_by
    return sheet_words("window")["not_known"].format(settled_by=settled_by)


def _answer_lines(answers: Sequence[SheetAnswer]) -> tuple[AnswerLine, ...]:
    in_order = {fact: place for place, fact in enumerate(FACTS)}
    return tuple(answer_line(answer) for answer in sorted(answers, key=lambda answer: in_order[answer.fact]))


def _site_line(site: Site, miles: int) -> SiteLine:
    place = f"{site.city}, {site.state} {site.zip}"
    return SiteLine(site.name, place, say_distance(miles), site.status.value)
