"""What a message states by itself, whatever question is open."""

from dataclasses import replace
from datetime import date

from bot.conversation.possible import impossible, within_bounds
from bot.conversation.volunteering.car_t import read_car_t
from bot.conversation.volunteering.car_t_planned import read_planned_car_t
from bot.conversation.volunteering.choices import read_choices_beside, read_choices_stated
from bot.conversation.volunteering.counted import read_counts
from bot.conversation.volunteering.health import read_health
from bot.conversation.volunteering.laboratory import read_laboratory_told
from bot.conversation.volunteering.medicines import read_medicines_told
from bot.conversation.volunteering.readings import Readings
from bot.conversation.volunteering.statements import Statement, statements
from bot.conversation.volunteering.whom import Whom
from bot.language.reading import Reading

_LONGEST_MESSAGE = 500
_READERS = (
    read_choices_stated,
    read_car_t,
    read_counts,
    read_medicines_told,
    read_health,
    read_laboratory_told,
)


def read_volunteered(text: str, as_of: date) -> dict[str, Reading]:
    """Every fact of the trial that a message states plainly by itself, with its place in the text.

    No question is taken to be open, so a bare answer ("5", "no", "August 20") states nothing. Each fact needs a
    cue of its own in a clause that is a plain statement about the person: questions, suppositions, plans, advice and
    other people's facts are left out, and so is a fact that the message gives two values. What a partner says
    ("my husband is 61") is to be confirmed. Never raises; a message of more than 500 letters states nothing.
    """
    if len(text) > _LONGEST_MESSAGE:
        return {}
    said = statements(text)
    settled = [statement for statement in said if statement.settled]
    found = [readings for reader in _READERS for readings in reader(settled, as_of)]
    found += read_planned_car_t(said, as_of)
    if found:
        found += read_choices_beside(settled)
    found = [_checked(readings, said) for readings in found]
    return _possible(_agreed(found), as_of)


def _checked(readings: Readings, said: list[Statement]) -> Readings:
    """The readings, to be confirmed where a partner is spoken of."""
    partner = any(statement.whom is Whom.A_PARTNER for statement in said)
    return {fact: replace(reading, confirm=reading.confirm or partner) for fact, reading in readings.items()}


def _agreed(found: list[Readings]) -> Readings:
    """The facts that have one value only; the plainer of two readings is kept."""
    kept: Readings = {}
    contradicted: set[str] = set()
    for fact, reading in ((fact, reading) for readings in found for fact, reading in readings.items()):
        if fact in kept and kept[fact].value != reading.value:
            contradicted.add(fact)
        if fact not in kept or kept[fact].confirm:
            kept[fact] = reading
    return {fact: reading for fact, reading in kept.items() if fact not in contradicted}


def _possible(readings: Readings, as_of: date) -> Readings:
    bounded = {
        fact: replace(reading, value=within_bounds(fact, reading.value, as_of))
        for fact, reading in readings.items()
    }
    return {fact: reading for fact, reading in bounded.items() if not impossible(fact, reading.value, as_of)}
