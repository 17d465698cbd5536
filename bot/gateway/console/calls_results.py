"""What a caller gets at the end: the sheet, and a code that is easy to say."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from bot.callcenter.spelling import spelled
from bot.gateway.console.calls import Agent
from bot.gateway.console.calls_at_hand import call_in_hand, call_seen
from bot.gateway.console.pages import render
from bot.gateway.door import TheDoor
from bot.gateway.known import answers_on_record, second_thing
from bot.gateway.record_routes import sheet_of
from bot.gateway.refusals import Refusal

routes = APIRouter()


@routes.post("/calls/{call_id}/code")
def code(request: Request, door: TheDoor, staff: Agent, call_id: UUID) -> Response:
    """The code by which the conversation goes on elsewhere, sign by sign."""
    calling = call_in_hand(door, staff, call_id)
    conversation, days = calling.case.conversation, door.app.settings.code_days
    second = second_thing(answers_on_record(door.records, conversation))
    screening = door.records.current_screening(conversation)
    if second is None or screening is None:
        raise Refusal("no_code_yet")
    given = door.records.reference_code(screening.id, door.app.now(), timedelta(days=days))
    return render(request, "calls/_code.html", code=given, spelled=spelled(given), days=days, second=second)


@routes.get("/calls/{call_id}/sheet", response_class=HTMLResponse)
def sheet(door: TheDoor, staff: Agent, call_id: UUID) -> Response:
    """The sheet to bring to a doctor or the study team."""
    calling = call_seen(door, staff, call_id)
    if not calling.looks:
        raise Refusal("not_found")
    return sheet_of(door, calling.case.conversation)
