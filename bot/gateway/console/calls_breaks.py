"""A call rests, is taken up again, or goes to somebody else."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.gateway.console.auditing import audited
from bot.gateway.console.calls import Agent
from bot.gateway.console.calls_at_hand import call_in_hand, call_shown, held
from bot.gateway.console.calls_page import done
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, GivenBy, StaffRecord
from bot.store.kept_calls import CallState, PauseReason

routes = APIRouter()

Reason = Annotated[str, Form(max_length=500)]


@routes.post("/calls/{call_id}/pause")
async def pause(
    request: Request,
    door: TheDoor,
    staff: Agent,
    call_id: UUID,
    reason: Annotated[PauseReason, Form()],
    note: Reason = "",
) -> Response:
    """Let a call rest; anybody who runs calls can take it up."""
    return await done(
        request, door, staff, call_id, lambda: run_in_threadpool(_pause, door, staff, call_id, reason, note)
    )


def _pause(door: Door, staff: StaffRecord, call_id: UUID, reason: PauseReason, note: str) -> None:
    if call_shown(door, staff, call_id).call.state is CallState.PAUSED:
        return
    calling = call_in_hand(door, staff, call_id)
    now, about = door.app.now(), str(calling.case.id)
    audited(door, staff, AuditAction.CALL_PAUSED, about, call=str(call_id), reason=reason)
    door.records.pause_call(calling.call.id, reason, note.strip() or None, staff.id, now)
    door.records.release_case(calling.case.id, staff.id, now)


@routes.post("/calls/{call_id}/resume")
async def resume(request: Request, door: TheDoor, staff: Agent, call_id: UUID) -> Response:
    """Take up a call that rests."""
    return await done(request, door, staff, call_id, lambda: run_in_threadpool(_resume, door, staff, call_id))


def _resume(door: Door, staff: StaffRecord, call_id: UUID) -> None:
    calling = call_shown(door, staff, call_id)
    if calling.call.state is not CallState.PAUSED:
        return
    audited(door, staff, AuditAction.CALL_RESUMED, str(calling.case.id), call=str(call_id))
    held(door, staff, calling.call)
    door.records.resume_call(calling.call.id, staff.id, door.app.now())


@routes.post("/calls/{call_id}/take-over")
async def take_over(
    request: Request, door: TheDoor, staff: Agent, call_id: UUID, reason: Reason = ""
) -> Response:
    """Take a call over from who has it; they are told at their next step."""
    return await done(
        request, door, staff, call_id, lambda: run_in_threadpool(_take_over, door, staff, call_id, reason)
    )


def _take_over(door: Door, staff: StaffRecord, call_id: UUID, reason: str) -> None:
    calling = call_shown(door, staff, call_id)
    if not calling.looks:
        raise Refusal("not_found")
    if calling.call.agent == staff.id and not calling.holder:
        return
    if calling.call.state is CallState.ENDED:
        raise Refusal("call_ended")
    if not reason.strip():
        raise Refusal("reason_missing")
    audited(door, staff, AuditAction.CASE_TAKEN_OVER, str(calling.case.id), call=str(call_id))
    held(door, staff, calling.call, reason.strip())
    door.records.take_call(calling.call.id, staff.id)


@routes.post("/calls/{call_id}/caller")
async def caller(
    request: Request, door: TheDoor, staff: Agent, call_id: UUID, caller: Annotated[GivenBy, Form()]
) -> Response:
    """Somebody else has the phone now: the answers from here on are theirs."""
    return await done(
        request, door, staff, call_id, lambda: run_in_threadpool(_hand_over, door, staff, call_id, caller)
    )


def _hand_over(door: Door, staff: StaffRecord, call_id: UUID, caller: GivenBy) -> None:
    calling = call_in_hand(door, staff, call_id)
    door.records.speak_with(calling.call.id, caller)
