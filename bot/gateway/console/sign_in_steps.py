"""What comes after the password: a code, or setting codes up."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from bot.gateway.console import setting_up
from bot.gateway.console.going import SIGN_IN, GoTo, own_path, with_next
from bot.gateway.console.letting_in import let_in
from bot.gateway.console.pages import render
from bot.gateway.console.proving import proved_by_code
from bot.gateway.console.signed_in import CODE, SECOND_STEP, session_shown, step_due
from bot.gateway.door import Door, TheDoor
from bot.gateway.doorkeeper import address_of
from bot.store import StaffSession

routes = APIRouter()

Text = Annotated[str, Form()]


@routes.get("/sign-in/code")
def ask_code(request: Request, door: TheDoor, next: str = "") -> Response:
    """Ask for a code."""
    _at_step(request, door, CODE)
    return render(request, "sign_in/code.html", following=own_path(next), failed=False)


@routes.post("/sign-in/code")
def take_code(request: Request, door: TheDoor, code: Text = "", next: Text = "") -> Response:
    """Take a code of the app, or a recovery code."""
    door.rates.count("sign_in", address_of(request.scope))
    staff = _at_step(request, door, CODE).staff
    by = proved_by_code(door, staff, code)
    if by is None:
        return render(request, "sign_in/code.html", 422, following=own_path(next), failed=True)
    return let_in(request, door, staff, next, by=by)


@routes.get("/sign-in/second-step")
def offer_second_step(request: Request, door: TheDoor, next: str = "") -> Response:
    """Show how to set codes up."""
    session = _at_step(request, door, SECOND_STEP)
    return setting_up.offer(request, door, session, own_path(next))


@routes.post("/sign-in/second-step")
def take_second_step(
    request: Request, door: TheDoor, sealed: Text = "", code: Text = "", next: Text = ""
) -> Response:
    """Set codes up."""
    session = _at_step(request, door, SECOND_STEP)
    return setting_up.take(request, door, session, sealed, code, own_path(next))


def _at_step(request: Request, door: Door, step: str) -> StaffSession:
    session = session_shown(request, door)
    due = SIGN_IN if session is None else step_due(door, session)
    if session is None or due != step:
        raise GoTo(with_next(due or own_path(""), own_path("")))
    return session
