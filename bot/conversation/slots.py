"""An interview as the slots of a dialogue engine: a slot for each fact, and one for all else."""

from collections.abc import Mapping
from datetime import date

from bot.conversation.checks import Check
from bot.conversation.facts import ASKED
from bot.conversation.interview import Interview
from bot.conversation.memory import Memory
from bot.screening.forms import Json
from bot.values import Value

MEMORY = "interview_memory"
WAITING = "waiting"
"""Where in the memory's slot the reading that waits is kept."""


def slots_of(interview: Interview) -> dict:
    """Every slot of the interview, with None for what is not known."""
    facts = {name: _written(name, interview.answers.get(name)) for name in ASKED}
    return {**facts, MEMORY: _memory_of(interview)}


def changed_slots(before: Interview, after: Interview) -> dict:
    """The slots of `after` that are others than those of `before`, in the same order."""
    changed = {}
    for name in ASKED:
        old, new = before.answers.get(name), after.answers.get(name)
        # A turn leaves nearly all answers as they are.
        if old is not new and (raw := _written(name, new)) != _written(name, old):
            changed[name] = raw
    memory = _memory_of(after)
    return changed if memory == _memory_of(before) else {**changed, MEMORY: memory}


def _written(name: str, value: Value | None) -> Json:
    return None if value is None else ASKED[name].write(value)


def _memory_of(interview: Interview) -> dict:
    waiting = interview.check.as_json() if interview.check else None
    return {**interview.memory.as_json(), WAITING: waiting}


def interview_in(slots: Mapping[str, object], as_of: date) -> Interview:
    """The interview that slots hold."""
    filled = {name: raw for name, raw in slots.items() if raw is not None}
    answers = {name: ASKED[name].read(raw, as_of) for name, raw in filled.items() if name in ASKED}
    remembered = filled.get(MEMORY) or {}
    waiting = remembered.get(WAITING)
    check = Check.from_json(waiting) if waiting else None
    return Interview(answers, Memory.from_json(remembered or None), check)
