"""What the caller asks: answers are found while the agent types, and the interview stays where it is."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.callcenter import script
from bot.callcenter.answers_to_callers import find
from bot.callcenter.lines import digest_of
from bot.gateway.console.auditing import audited
from bot.gateway.console.calls import Agent
from bot.gateway.console.calls_at_hand import call_in_hand
from bot.gateway.console.pages import render
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffRecord
from bot.store.kept_calls import LineKind

routes = APIRouter()


@routes.post("/calls/{call_id}/look-up")
def look_up(
    request: Request,
    door: TheDoor,
    staff: Agent,
    call_id: UUID,
    question: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """The answers that fit what was typed; what was typed is kept nowhere."""
    calling = call_in_hand(door, staff, call_id)
    asked = question.strip()
    return render(
        request, "calls/_found.html", call=calling.call, found=find(asked), asked=bool(asked), new_key=uuid4
    )


@routes.post("/calls/{call_id}/looked-up", status_code=204)
async def looked_up(
    door: TheDoor,
    staff: Agent,
    call_id: UUID,
    key: Annotated[UUID, Form()],
    response: Annotated[str, Form(max_length=60)],
) -> Response:
    """The agent opened an answer; its name is kept, not what the caller asked."""
    await run_in_threadpool(_keep, door, staff, call_id, str(key), response)
    return Response(status_code=204)


def _keep(door: Door, staff: StaffRecord, call_id: UUID, key: str, response: str) -> None:
    calling = call_in_hand(door, staff, call_id)
    try:
        words = script.words(response)
    except KeyError:
        raise Refusal("not_found") from None
    about, now = str(calling.case.id), door.app.now()
    audited(door, staff, AuditAction.LINE_LOOKED_UP, about, call=str(call_id), line=response)
    door.records.keep_line(
        calling.call.id, key, response, LineKind.LOOKED_UP, digest_of(words), staff.id, now
    )
