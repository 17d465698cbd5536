"""Finding a person again: by telephone number, name, reference code or case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from bot.gateway.console.access import may_see, name_of
from bot.gateway.console.auditing import audited
from bot.gateway.console.pages import render
from bot.gateway.console.queue_page import Agent, queue_texts
from bot.gateway.console.queue_view import staff_names
from bot.gateway.door import Door, TheDoor
from bot.language.phone import read_phone
from bot.store import AuditAction, StaffRecord
from bot.store.kept_cases import CaseId, CaseRecord

routes = APIRouter()

FEWEST_LETTERS = 3
"""Fewer would find half of the people, and tell who is among them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A case that somebody may see, with the names of the person and of who looks after it."""

    case: CaseRecord
    name: str | None
    owner: str | None


@routes.get("/find")
def ask(request: Request, staff: Agent) -> Response:
    """Ask whom to find."""
    return render(request, "cases/find.html", wanted="", found=[], problem="")


@routes.post("/find")
def find(
    request: Request, door: TheDoor, staff: Agent, wanted: Annotated[str, Form(max_length=80)]
) -> Response:
    """The cases of a person that this person may see."""
    texts = queue_texts()["find"]
    if not is_exact_enough(wanted):
        return render(request, "cases/find.html", 422, wanted=wanted, found=[], problem=texts["vague"])
    audited(door, staff, AuditAction.PEOPLE_SEARCHED, by="find")
    found = _found(door, staff, wanted.strip())
    return render(
        request, "cases/find.html", wanted=wanted, found=found, problem="" if found else texts["nobody"]
    )


def is_exact_enough(wanted: str) -> bool:
    """Whether a text names somebody, and not a crowd: a whole number, an id, or enough letters."""
    if any(sign.isdigit() for sign in wanted):
        return bool(read_phone(wanted)) or len(wanted.strip()) >= len("KTMR4736")
    return sum(sign.isalpha() for sign in wanted) >= FEWEST_LETTERS


def _found(door: Door, staff: StaffRecord, wanted: str) -> list[Found]:
    names = staff_names(door)
    seen = {case.id: case for case in _cases(door, wanted) if may_see(door, staff, case)}
    return [Found(case, name_of(door, case), names.get(case.owner)) for case in seen.values()]


def _cases(door: Door, wanted: str) -> Iterable[CaseRecord]:
    known = door.records.case(CaseId(UUID(wanted))) if _is_id(wanted) else None
    if known:
        yield known
    screening = door.records.screening_of_code(wanted, door.app.now())
    conversations = {*door.records.find_people(wanted), *({screening.conversation} if screening else ())}
    for conversation in sorted(conversations):
        # A chat that nobody called about yet gets its case by being found.
        yield door.records.open_case(conversation, door.app.now())


def _is_id(wanted: str) -> bool:
    try:
        UUID(wanted)
    except ValueError:
        return False
    return True
