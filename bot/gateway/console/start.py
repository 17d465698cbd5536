"""The first page."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from bot.callcenter.rights import Right
from bot.gateway.console.going import START
from bot.gateway.console.pages import render
from bot.gateway.console.signed_in import needs
from bot.store import StaffRecord

routes = APIRouter()


@routes.get("")
def enter(_: Annotated[StaffRecord, Depends(needs(Right.RUN_CALLS))]) -> Response:
    """The console's address as somebody types it."""
    return RedirectResponse(START, 303)


@routes.get("/")
def start(request: Request, _: Annotated[StaffRecord, Depends(needs(Right.RUN_CALLS))]) -> Response:
    """Where a working day begins."""
    return render(request, "start.html")
