"""Signing in with e-mail and password, and signing out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from bot.callcenter.rights import Right
from bot.gateway.console.auditing import audited
from bot.gateway.console.going import SIGN_IN, go, own_path
from bot.gateway.console.letting_in import known_by_password, let_in
from bot.gateway.console.pages import render
from bot.gateway.console.signed_in import current_session, needs, session_shown, step_due
from bot.gateway.door import Door, TheDoor
from bot.gateway.doorkeeper import address_of
from bot.store import AuditAction, StaffRecord

LONGEST_EMAIL = 254

routes = APIRouter()

Anybody = Annotated[StaffRecord, Depends(needs(Right.OWN_ACCOUNT))]
Text = Annotated[str, Form()]


@routes.get("/sign-in")
def ask(request: Request, door: TheDoor, next: str = "") -> Response:
    """Ask who is there."""
    session = session_shown(request, door)
    if session is not None and step_due(door, session) is None:
        return go(request, own_path(next))
    return _form(request, door, next)


@routes.post("/sign-in")
def sign_in(
    request: Request, door: TheDoor, email: Text = "", password: Text = "", next: Text = ""
) -> Response:
    """Take e-mail and password. Every failure looks the same."""
    door.rates.count("sign_in", address_of(request.scope))
    staff = known_by_password(door, email, password)
    if staff is None:
        return _form(request, door, next, email, failed=True)
    return let_in(request, door, staff, next, by="password", code_due=staff.has_second_step)


def _form(request: Request, door: Door, following: str, email: str = "", failed: bool = False) -> Response:
    status = 422 if failed else 200
    provider = bool(door.app.settings.oidc_issuer)
    return render(
        request,
        "sign_in/password.html",
        status,
        following=own_path(following),
        email=email[:LONGEST_EMAIL],
        failed=failed,
        provider=provider,
    )


@routes.post("/sign-out")
def sign_out(request: Request, door: TheDoor, staff: Anybody) -> Response:
    """End this session."""
    door.records.end_staff_session(current_session(request).digest)
    audited(door, staff, AuditAction.SIGNED_OUT, str(staff.id))
    return _gone(request, door)


@routes.post("/sign-out-everywhere")
def sign_out_everywhere(request: Request, door: TheDoor, staff: Anybody) -> Response:
    """End all sessions of this person."""
    door.records.end_staff_sessions_of(staff.id)
    audited(door, staff, AuditAction.SIGNED_OUT_EVERYWHERE, str(staff.id))
    return _gone(request, door)


def _gone(request: Request, door: Door) -> Response:
    response = go(request, SIGN_IN)
    door.desk.give(response, door.desk.new())
    return response
