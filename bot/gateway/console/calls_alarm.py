"""Emergencies: the words at once, the questions stopped, and on only when the caller is safe."""

import asyncio
import contextlib
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, BackgroundTasks, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.callcenter import script
from bot.callcenter.lines import line_due, recording_due
from bot.gateway.console.calls import Agent
from bot.gateway.console.calls_at_hand import Calling, call_in_hand
from bot.gateway.console.calls_page import ALARMS, done, path_of
from bot.gateway.console.calls_screen import screen_of
from bot.gateway.console.calls_stage import is_open, lines_read
from bot.gateway.console.calls_talk import note_alarm, take
from bot.gateway.console.going import go
from bot.gateway.console.pages import render
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.gateway.shapes import CommandMessage
from bot.store import StaffRecord
from bot.store.kept_calls import CallRecord, CallState

routes = APIRouter()

ATTEMPTS = 10
PAUSE_SECONDS = 1


@routes.get("/emergency")
def words(request: Request, door: TheDoor, staff: Agent) -> Response:
    """What to say in an emergency."""
    said = [script.words(each) for each in ALARMS.values()]
    return render(request, "calls/emergency.html", said=said, calls=_active(door, staff))


@routes.post("/emergency")
async def emergency(
    request: Request,
    door: TheDoor,
    staff: Agent,
    tasks: BackgroundTasks,
    call: Annotated[UUID | None, Form()] = None,
) -> Response:
    """An emergency: on a call the questions stop. The words come at once, whatever the assistant is doing."""
    try:
        calling = await run_in_threadpool(_alarmed, door, staff, call)
    except Refusal:
        # Somebody else has the call by now; the words are needed all the same.
        calling = None
    if calling is None:
        return go(request, "/console/emergency")
    tasks.add_task(_stop_the_questions, calling)
    sent = go(request, path_of(calling.call.id))
    sent.background = tasks
    return sent


def _alarmed(door: Door, staff: StaffRecord, call: UUID | None) -> Calling | None:
    active = _active(door, staff)
    meant = [each for each in active if each.id == call] or active
    if len(meant) != 1:
        return None
    calling = call_in_hand(door, staff, meant[0].id)
    if not calling.call.alarmed:
        note_alarm(calling)
    return calling


def _active(door: Door, staff: StaffRecord) -> list[CallRecord]:
    return [each for each in door.records.open_calls(staff.id) if each.state is CallState.ACTIVE]


async def _stop_the_questions(calling: Calling) -> None:
    # The agent reads the words already; a turn that is still going on ends first.
    for _ in range(ATTEMPTS):
        with contextlib.suppress(Refusal):
            await take(calling, str(uuid4()), CommandMessage(command="emergency"))
            return
        await asyncio.sleep(PAUSE_SECONDS)


@routes.post("/calls/{call_id}/safe")
async def safe(request: Request, door: TheDoor, staff: Agent, call_id: UUID) -> Response:
    """The caller is safe: the call goes on where it was."""

    async def deed() -> None:
        calling = await run_in_threadpool(_calmed, door, staff, call_id)
        if await run_in_threadpool(_was_stopped, calling):
            await take(calling, str(uuid4()), CommandMessage(command="continue"))

    return await done(request, door, staff, call_id, deed)


def _calmed(door: Door, staff: StaffRecord, call_id: UUID) -> Calling:
    calling = call_in_hand(door, staff, call_id)
    if calling.call.alarmed:
        door.records.calm_call(calling.call.id, door.app.now())
    return calling


def _was_stopped(calling: Calling) -> bool:
    """Whether the questions had begun, and wait to be taken up."""
    read_so_far = lines_read(calling)
    if recording_due(calling.call, read_so_far) or line_due(calling.call, read_so_far):
        return False
    return is_open(calling) and screen_of(calling.turns()).alarm is not None
