"""A web chat goes on by telephone: its code, and a second thing that only the person knows."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from bot.gateway.console.auditing import audited
from bot.gateway.console.going import go
from bot.gateway.console.pages import render
from bot.gateway.console.queue_page import Agent
from bot.gateway.door import Door, TheDoor
from bot.gateway.known import is_same_person
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffRecord
from bot.store.codes import as_kept

routes = APIRouter()

Short = Annotated[str, Form(max_length=20)]


@routes.get("/continue")
def ask(request: Request, staff: Agent) -> Response:
    """Ask for the code and the second thing."""
    return render(request, "cases/continue.html", failed=False)


@routes.post("/continue")
def go_on(
    request: Request, door: TheDoor, staff: Agent, code: Short, age: Short = "", zip_code: Short = ""
) -> Response:
    """Open the case, if both fit; every failure looks the same, and nothing is shown before."""
    door.rates.count("continue", f"staff {staff.id}")
    door.rates.count("resume", f"code {as_kept(code)}")
    conversation = _conversation_of(door, code, age.strip(), zip_code.strip())
    if conversation is None:
        return render(request, "cases/continue.html", 422, failed=True)
    return go(request, f"/console/calls/new?case={_taken(door, staff, conversation)}")


def _conversation_of(door: Door, code: str, age: str, zip_code: str) -> str | None:
    screening = door.records.screening_of_code(code, door.app.now())
    kept = door.records.current_answers(screening.id) if screening else {}
    years = int(age) if age.isdecimal() else None
    fits = is_same_person(kept, years, zip_code or None)
    return screening.conversation if screening and fits else None


def _taken(door: Door, staff: StaffRecord, conversation: str) -> str:
    now = door.app.now()
    case = door.records.open_case(conversation, now, staff.id)
    audited(door, staff, AuditAction.CASE_CONTINUED_BY_CODE, str(case.id))
    if door.records.hold_case(case.id, staff.id, now).holder(now) != staff.id:
        raise Refusal("held_by_another")
    return str(case.id)
