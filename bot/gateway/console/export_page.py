"""Everybody as tables: without what tells who somebody is, or with it for those who may."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from bot.callcenter.rights import Right
from bot.export.archive import archive_of, blocks_of
from bot.gateway.console.auditing import audited
from bot.gateway.console.pages import render
from bot.gateway.console.signed_in import needs, recently_proved
from bot.gateway.door import Door, TheDoor
from bot.store import AuditAction, StaffRecord

routes = APIRouter()

Exporter = Annotated[StaffRecord, Depends(needs(Right.EXPORT))]
Identifier = Annotated[StaffRecord, Depends(needs(Right.SEE_IDENTIFIED))]


@routes.get("/export")
def ask(request: Request, staff: Exporter) -> Response:
    """What can be exported."""
    return render(request, "export.html")


@routes.post("/export")
def deidentified(door: TheDoor, staff: Exporter) -> Response:
    """The tables without what tells who somebody is."""
    return _archive(door, staff, identified=False)


@routes.post("/export/identified", dependencies=[Depends(recently_proved)])
def identified(door: TheDoor, staff: Identifier) -> Response:
    """The tables with names, telephone numbers, dates and words."""
    return _archive(door, staff, identified=True)


def _archive(door: Door, staff: StaffRecord, identified: bool) -> Response:
    audited(door, staff, AuditAction.EXPORTED, identified=identified)
    file = archive_of(door.records.everybody(), identified)
    name = f"aftercart-{'identified' if identified else 'deidentified'}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(blocks_of(file), media_type="application/zip", headers=headers)
