"""An interview as the slots of a dialogue engine: a slot for each fact, and one for all else."""

from collections.abc import Mapping
from datetime import date

from bot.conversation.checks import Check
from bot.conversation.facts import ASKED
from bot.conversation.interview import Interview
from bot.conversation.memory import Memory

MEMORY = "interview_memory"
WAITING = "waiting"
"""Where in the memory's slot the reading that waits is kept."""


def slots_of(interview: Interview) -> dict:
    """Every slot of the interview, with None for what is not known."""
    answers = interview.answers
    facts = {name: fact.write(answers[name]) if name in answers else None for name, fact in ASKED.items()}
    waiting = interview.check.as_json() if interview.check else None
    return {**facts, MEMORY: {**interview.memory.as_json(), WAITING: waiting}}


def interview_in(slots: Mapping[str, object], as_of: date) -> Interview:
    """The interview that slots hold."""
    filled = {name: raw for name, raw in slots.items() if raw is not None}
    answers = {name: ASKED[name].read(raw, as_of) for name, raw in filled.items() if name in ASKED}
    remembered = filled.get(MEMORY) or {}
    waiting = remembered.get(WAITING)
    check = Check.from_json(waiting) if waiting else None
    return Interview(answers, Memory.from_json(remembered or None), check)
