"""A CAR-T that is arranged for a day ahead: "abecma is scheduled for December 5"."""

from collections.abc import Iterator
from datetime import date

from bot.conversation.volunteering.car_t_names import NAMES, TREATMENT
from bot.conversation.volunteering.readings import Readings, moved
from bot.conversation.volunteering.statements import Statement
from bot.language.dates import Tense, read_date
from bot.language.phrases import PhraseTable
from bot.language.reading import Reading
from bot.language.word_lists import word_list

_WORDS = word_list("car_t", "bot.conversation.volunteering")
_PLANNED = PhraseTable({"planned": _WORDS["planned"]})
_NOT_PLANNED = PhraseTable({"not planned": _WORDS["not_planned"]})


def is_planned(statement: Statement) -> bool:
    """Whether a statement tells of something that is arranged."""
    return bool(_PLANNED.find(statement.said))


def read_planned_car_t(statements: list[Statement], as_of: date) -> list[Readings]:
    """The product and the day ahead of an infusion that is arranged, to be confirmed."""
    return [readings for statement in statements for readings in _planned(statement, as_of)]


def _planned(statement: Statement, as_of: date) -> Iterator[Readings]:
    if not is_planned(statement) or _NOT_PLANNED.find(statement.said):
        return
    names = NAMES.find(statement.said)
    day = read_date(statement.words, as_of, Tense.FUTURE) if names else None
    if not day or day.value.low <= as_of:
        return
    yield {"car_t_infusion_date": moved(day, statement.start, confirm=True)}
    for name in names:
        if name.meaning != TREATMENT:
            place = statement.said[name.first].start, statement.said[name.last - 1].end
            yield {"car_t_product": Reading(name.meaning, True, *place)}
