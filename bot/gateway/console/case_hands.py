"""Who has a case: taken over with a reason, let go of, and given to somebody to look after."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from bot.callcenter.rights import Right
from bot.gateway.console.access import case_seen
from bot.gateway.console.auditing import audited
from bot.gateway.console.going import go
from bot.gateway.console.queue_page import Agent
from bot.gateway.console.signed_in import needs
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffId, StaffRecord
from bot.store.kept_cases import CaseId

routes = APIRouter()

Supervisor = Annotated[StaffRecord, Depends(needs(Right.SEE_TEAM_CASES))]
Reason = Annotated[str, Form(max_length=200)]


def path_of(case_id: UUID) -> str:
    """Where a case stands."""
    return f"/console/cases/{case_id}"


@routes.post("/cases/{case_id}/hold")
def hold(request: Request, door: TheDoor, staff: Agent, case_id: UUID, reason: Reason = "") -> Response:
    """Take a case in hand; one that another has in hand only with a reason."""
    now, case = door.app.now(), case_seen(door, staff, CaseId(case_id))
    if case.holder(now) not in (None, staff.id):
        if not reason.strip():
            raise Refusal("reason_missing")
        audited(door, staff, AuditAction.CASE_TAKEN_OVER, str(case.id))
    else:
        audited(door, staff, AuditAction.CASE_HELD, str(case.id))
    held = door.records.hold_case(case.id, staff.id, now, reason.strip() or None)
    if held.holder(now) != staff.id:
        raise Refusal("held_by_another")
    return go(request, path_of(case_id))


@routes.post("/cases/{case_id}/release")
def release(request: Request, door: TheDoor, staff: Agent, case_id: UUID) -> Response:
    """Let go of a case."""
    case = case_seen(door, staff, CaseId(case_id))
    audited(door, staff, AuditAction.CASE_RELEASED, str(case.id))
    door.records.release_case(case.id, staff.id, door.app.now())
    return go(request, path_of(case_id))


@routes.post("/cases/{case_id}/assign")
def assign(
    request: Request,
    door: TheDoor,
    staff: Supervisor,
    case_id: UUID,
    owner: Annotated[str, Form(max_length=40)] = "",
    reason: Reason = "",
) -> Response:
    """Give a case to somebody of the team to look after, or to nobody."""
    case = case_seen(door, staff, CaseId(case_id))
    if not reason.strip():
        raise Refusal("reason_missing")
    to = _of_the_team(door, owner)
    audited(door, staff, AuditAction.CASE_ASSIGNED, str(case.id), to=str(to or "nobody"))
    door.records.assign_case(case.id, to, staff.id, door.app.now(), reason.strip())
    return go(request, path_of(case_id))


def _of_the_team(door: Door, owner: str) -> StaffId | None:
    if not owner:
        return None
    active = {str(each.id): each.id for each in door.records.all_staff() if each.active}
    if owner not in active:
        raise Refusal("not_understood")
    return active[owner]
