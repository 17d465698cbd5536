"""Deleting a person who asks for it: all that is kept of them, after typing which case."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.callcenter.rights import Right
from bot.gateway.console.access import case_seen
from bot.gateway.console.pages import render
from bot.gateway.console.queue_view import staff_names
from bot.gateway.console.signed_in import needs, recently_proved
from bot.gateway.door import Door, TheDoor
from bot.gateway.erasing import erase
from bot.store import StaffRecord
from bot.store.kept_cases import CaseId, CaseRecord

routes = APIRouter()

SIGNS_TYPED = 8

Deleter = Annotated[StaffRecord, Depends(needs(Right.DELETE_PERSON))]
JUST_PROVED = [Depends(recently_proved)]


@routes.get("/cases/{case_id}/delete", dependencies=JUST_PROVED)
def ask(request: Request, door: TheDoor, staff: Deleter, case_id: UUID) -> Response:
    """What would be deleted, and what to type."""
    return _page(request, door, case_seen(door, staff, CaseId(case_id)))


@routes.post("/cases/{case_id}/delete", dependencies=JUST_PROVED)
async def delete(
    request: Request,
    door: TheDoor,
    staff: Deleter,
    case_id: UUID,
    typed: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Delete the person, if what was typed is the beginning of the case's number."""
    case = await run_in_threadpool(case_seen, door, staff, CaseId(case_id))
    if "".join(typed.split()).lower() != to_type(case):
        return await run_in_threadpool(_page, request, door, case, mistyped=True)
    await erase(door, case.conversation, str(staff.id))
    return render(request, "cases/deleted.html")


def to_type(case: CaseRecord) -> str:
    """What has to be typed."""
    return str(case.id)[:SIGNS_TYPED]


def _page(request: Request, door: Door, case: CaseRecord, mistyped: bool = False) -> Response:
    return render(
        request,
        "cases/delete.html",
        422 if mistyped else 200,
        case=case,
        to_type=to_type(case),
        mistyped=mistyped,
        holder=staff_names(door).get(case.holder(door.app.now()), ""),
        callbacks=door.records.callbacks(conversation=case.conversation),
        referrals=door.records.site_referrals(case.conversation),
    )
