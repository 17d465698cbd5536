"""The live panel beside a call, and on a case's page."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from bot.callcenter.rights import Right
from bot.gateway.console.access import case_seen
from bot.gateway.console.shown_panel import render_panel
from bot.gateway.console.signed_in import needs
from bot.gateway.door import TheDoor
from bot.store import StaffRecord
from bot.store.kept_cases import CaseId

routes = APIRouter()


@routes.get("/cases/{case_id}/panel")
def panel(
    request: Request,
    door: TheDoor,
    staff: Annotated[StaffRecord, Depends(needs(Right.RUN_CALLS))],
    case_id: UUID,
) -> Response:
    """The panel of a case, as a part of a page."""
    return render_panel(request, door, staff, case_seen(door, staff, CaseId(case_id)))
