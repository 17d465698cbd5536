"""What the caller answers: keys and words, taken to the assistant exactly as the chat's are."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from pydantic import TypeAdapter
from starlette.concurrency import run_in_threadpool

from bot.callcenter.lines import CONSENT, digest_of, line_due, recording_due
from bot.gateway.assistant import Channel
from bot.gateway.console.auditing import audited
from bot.gateway.console.calls import Agent
from bot.gateway.console.calls_at_hand import Calling, call_in_hand
from bot.gateway.console.calls_message import message_of
from bot.gateway.console.calls_page import done
from bot.gateway.console.calls_screen import Screen, screen_of
from bot.gateway.console.calls_stage import is_open, lines_read, opening_key
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.gateway.shapes import CommandMessage
from bot.gateway.wording import AnyMessage
from bot.store import AuditAction, StaffRecord, TurnRecord
from bot.store.kept_calls import LineKind

routes = APIRouter()

ASKED_CONSENT = "consent"
Key = Annotated[UUID, Form()]
Turn = Annotated[int, Form(ge=0)]
_ANY_MESSAGE: TypeAdapter[AnyMessage] = TypeAdapter(AnyMessage)


@routes.post("/calls/{call_id}/say")
async def say(
    request: Request,
    door: TheDoor,
    staff: Agent,
    call_id: UUID,
    key: Key,
    turn: Turn,
    text: Annotated[str, Form()] = "",
    choice: Annotated[list[str] | None, Form()] = None,
    command: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """What the caller said: keys, words, or both; or something asked of the assistant."""

    async def deed() -> None:
        calling = await run_in_threadpool(_ready_to_hear, door, staff, call_id)
        turns = await run_in_threadpool(calling.turns)
        if not _is_known(turns, key):
            _demand_newest(turns, turn)
        await _hear(calling, str(key), message_of(turns, text.strip(), choice or (), command))

    return await done(request, door, staff, call_id, deed, typed=text)


def _ready_to_hear(door: Door, staff: StaffRecord, call_id: UUID) -> Calling:
    calling = call_in_hand(door, staff, call_id)
    read_so_far = lines_read(calling)
    if recording_due(calling.call, read_so_far) or line_due(calling.call, read_so_far):
        raise Refusal("line_first")
    if calling.call.alarmed:
        raise Refusal("alarm_stands")
    return calling


def _is_known(turns: Sequence[TurnRecord], key: UUID) -> bool:
    return any(each.key == str(key) for each in turns)


def _demand_newest(turns: Sequence[TurnRecord], number: int) -> None:
    # An answer from an older page would be heard as the answer to another question.
    if (turns[-1].number if turns else 0) != number:
        raise Refusal("moved_on")


async def _hear(calling: Calling, key: str, message: AnyMessage) -> None:
    before = screen_of(await run_in_threadpool(calling.turns))
    await run_in_threadpool(_note_answer, calling, key, before)
    turn = await take(calling, key, message)
    if any(each.get("alarm") for each in turn.reply or ()):
        await run_in_threadpool(note_alarm, calling)


def _note_answer(calling: Calling, key: str, asked: Screen) -> None:
    door, staff, call = calling.door, calling.staff, calling.call
    about = str(calling.case.id)
    audited(door, staff, AuditAction.ANSWER_TAKEN, about, call=str(call.id), turn=asked.turn)
    if asked.ask == ASKED_CONSENT and asked.words:
        digest = digest_of(asked.words)
        door.records.keep_line(call.id, key, CONSENT, LineKind.READ, digest, staff.id, door.app.now())


async def take(calling: Calling, key: str, message: AnyMessage) -> TurnRecord:
    """Take a message to the assistant, as the caller's. Raises Refusal."""
    conversation, caller = calling.case.conversation, calling.call.caller
    return await calling.door.turns.take(conversation, key, message, Channel.CALL_CENTER, caller)


def note_alarm(calling: Calling) -> None:
    """Keep that an emergency came up."""
    door, call = calling.door, calling.call
    audited(door, calling.staff, AuditAction.EMERGENCY, str(calling.case.id), call=str(call.id))
    door.records.alarm_call(call.id, door.app.now())


async def open_questions(calling: Calling) -> None:
    """Ask the assistant for the first question, or for the one at which the chat stood. Raises Refusal."""
    if not await run_in_threadpool(is_open, calling):
        begun = "continue" if calling.call.continued else "open"
        await take(calling, opening_key(calling), CommandMessage(command=begun))


@routes.post("/calls/{call_id}/open")
async def open_(request: Request, door: TheDoor, staff: Agent, call_id: UUID) -> Response:
    """Open the questions, when the assistant was away before."""

    async def deed() -> None:
        await open_questions(await run_in_threadpool(_ready_to_hear, door, staff, call_id))

    return await done(request, door, staff, call_id, deed)


@routes.post("/calls/{call_id}/again")
async def again(request: Request, door: TheDoor, staff: Agent, call_id: UUID) -> Response:
    """Send the message whose reply never came once more, under its own key."""

    async def deed() -> None:
        calling = await run_in_threadpool(_ready_to_hear, door, staff, call_id)
        last = (await run_in_threadpool(calling.turns))[-1:]
        for turn in last:
            if turn.reply is None:
                await _hear(calling, turn.key, _ANY_MESSAGE.validate_python(dict(turn.request)))

    return await done(request, door, staff, call_id, deed)
