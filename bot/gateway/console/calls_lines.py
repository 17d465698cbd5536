"""The lines that are read aloud before the questions, and at the end."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.callcenter.lines import CLOSING, RECORDING, digest_of, line_due, recording_due
from bot.gateway.console.auditing import audited
from bot.gateway.console.calls import Agent
from bot.gateway.console.calls_at_hand import Calling, call_in_hand
from bot.gateway.console.calls_page import done, line_words
from bot.gateway.console.calls_stage import lines_read
from bot.gateway.console.calls_talk import open_questions
from bot.gateway.console.going import go
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffRecord
from bot.store.kept_calls import LineKind

routes = APIRouter()

Name = Annotated[str, Form(max_length=60)]


@routes.post("/calls/{call_id}/line")
async def read(
    request: Request, door: TheDoor, staff: Agent, call_id: UUID, key: Annotated[UUID, Form()], line: Name
) -> Response:
    """The line that was due has been read aloud."""

    async def deed() -> None:
        calling = await run_in_threadpool(_read, door, staff, call_id, key, line)
        await open_when_ready(calling)

    return await done(request, door, staff, call_id, deed)


def _read(door: Door, staff: StaffRecord, call_id: UUID, key: UUID, line: str) -> Calling:
    calling = call_in_hand(door, staff, call_id)
    read_so_far = lines_read(calling)
    if line in read_so_far:
        # The same form came twice.
        return calling
    if line != line_due(calling.call, read_so_far):
        raise Refusal("line_first")
    keep_read(calling, str(key), line, line_words(line, staff))
    return calling


def keep_read(calling: Calling, key: str, line: str, words: str) -> None:
    """Keep that words of the script were read aloud."""
    door, staff, call = calling.door, calling.staff, calling.call
    audited(door, staff, AuditAction.LINE_READ, str(calling.case.id), call=str(call.id), line=line)
    door.records.keep_line(call.id, key, line, LineKind.READ, digest_of(words), staff.id, door.app.now())


async def open_when_ready(calling: Calling) -> None:
    """Open the questions, once nothing is left to read."""
    if not await run_in_threadpool(_is_something_due, calling):
        await open_questions(calling)


def _is_something_due(calling: Calling) -> bool:
    read_so_far = lines_read(calling)
    call = calling.door.records.call(calling.call.id)
    return recording_due(call, read_so_far) or line_due(call, read_so_far) is not None


@routes.post("/calls/{call_id}/recording")
async def recording(
    request: Request, door: TheDoor, staff: Agent, call_id: UUID, agreed: Annotated[bool, Form()]
) -> Response:
    """What the caller said to being recorded; without it the call goes on unrecorded."""

    async def deed() -> None:
        calling = await run_in_threadpool(_recording, door, staff, call_id, agreed)
        await open_when_ready(calling)

    return await done(request, door, staff, call_id, deed)


def _recording(door: Door, staff: StaffRecord, call_id: UUID, agreed: bool) -> Calling:
    calling = call_in_hand(door, staff, call_id)
    about = str(calling.case.id)
    audited(door, staff, AuditAction.LINE_READ, about, call=str(call_id), line=RECORDING, agreed=agreed)
    door.records.note_recording(calling.call.id, agreed)
    return calling


@routes.post("/calls/{call_id}/closing")
async def closing(
    request: Request, door: TheDoor, staff: Agent, call_id: UUID, key: Annotated[UUID, Form()]
) -> Response:
    """The closing line has been read aloud."""
    await run_in_threadpool(_close, door, staff, call_id, key)
    return go(request, f"/console/calls/{call_id}/end")


def _close(door: Door, staff: StaffRecord, call_id: UUID, key: UUID) -> None:
    calling = call_in_hand(door, staff, call_id)
    if CLOSING not in lines_read(calling):
        keep_read(calling, str(key), CLOSING, line_words(CLOSING, staff))
