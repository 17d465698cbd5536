"""The page behind a one-time link: choosing a password."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from bot.callcenter.invitations import digest_of
from bot.callcenter.password_rules import problem_with
from bot.gateway.console.going import START
from bot.gateway.console.letting_in import let_in
from bot.gateway.console.pages import render
from bot.gateway.door import Door, TheDoor
from bot.gateway.doorkeeper import address_of
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffRecord

routes = APIRouter()


@routes.get("/sign-in/invitation/{token}")
def invite(request: Request, door: TheDoor, token: str) -> Response:
    """Ask for a password."""
    return _form(request, _invited(request, door, token), "")


@routes.post("/sign-in/invitation/{token}")
def accept(
    request: Request,
    door: TheDoor,
    token: str,
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Set the password, and go on as after signing in with it."""
    staff = _invited(request, door, token)
    problem = "not_the_same" if password != again else problem_with(password, staff.email, staff.name)
    if problem is not None:
        return _form(request, staff, problem)
    kept = door.records.accept_invitation(digest_of(token), door.passwords.hash(password), door.app.now())
    if kept is None:
        raise Refusal("invitation_over")
    door.app.audit(str(kept.id), AuditAction.PASSWORD_CHANGED, str(kept.id), by="invitation")
    return let_in(request, door, kept, START, by="invitation", code_due=kept.has_second_step)


def _invited(request: Request, door: Door, token: str) -> StaffRecord:
    door.rates.count("sign_in", address_of(request.scope))
    staff = door.records.invited_staff(digest_of(token), door.app.now())
    if staff is None:
        raise Refusal("invitation_over")
    return staff


def _form(request: Request, invited: StaffRecord, problem: str) -> Response:
    return render(
        request, "sign_in/invitation.html", 422 if problem else 200, invited=invited, problem=problem
    )
