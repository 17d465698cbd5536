"""One's own account: password, codes, sessions, and proving again who one is."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from bot.callcenter.password_rules import problem_with
from bot.callcenter.rights import Right
from bot.gateway.console import setting_up
from bot.gateway.console.auditing import audited
from bot.gateway.console.going import go, own_path
from bot.gateway.console.pages import render
from bot.gateway.console.proving import proved, proved_by_password
from bot.gateway.console.signed_in import PROVE, current_session, needs, recently_proved
from bot.gateway.door import Door, TheDoor
from bot.store import AuditAction, StaffRecord

ACCOUNT = "/console/account"

routes = APIRouter()

Oneself = Annotated[StaffRecord, Depends(needs(Right.OWN_ACCOUNT))]
JUST_PROVED = [Depends(recently_proved)]
Text = Annotated[str, Form()]


@routes.get("/account")
def account(request: Request, door: TheDoor, staff: Oneself, done: str = "") -> Response:
    """What one can change about oneself."""
    return _page(request, door, staff, done="password" if done == "password" else "")


def _page(request: Request, door: Door, staff: StaffRecord, done: str = "", problem: str = "") -> Response:
    left = door.records.recovery_codes_left(staff.id)
    return render(
        request, "account/account.html", 422 if problem else 200, codes_left=left, done=done, problem=problem
    )


@routes.post("/account/password")
def change_password(
    request: Request, door: TheDoor, staff: Oneself, current: Text = "", password: Text = "", again: Text = ""
) -> Response:
    """Change the password, and end all other sessions."""
    problem = "not_the_same" if password != again else problem_with(password, staff.email, staff.name)
    if problem is None and not proved_by_password(door, staff, current):
        problem = "wrong_current"
    if problem is not None:
        return _page(request, door, staff, problem=problem)
    door.records.set_password(staff.id, door.passwords.hash(password), current_session(request).digest)
    door.records.forget_failures(staff.id)
    audited(door, staff, AuditAction.PASSWORD_CHANGED, str(staff.id), by="password")
    return go(request, f"{ACCOUNT}?done=password")


@routes.get("/account/second-step", dependencies=JUST_PROVED)
def offer_second_step(request: Request, door: TheDoor, _: Oneself) -> Response:
    """Set codes up anew, for a new phone."""
    return setting_up.offer(request, door, current_session(request), ACCOUNT)


@routes.post("/account/second-step", dependencies=JUST_PROVED)
def take_second_step(
    request: Request, door: TheDoor, _: Oneself, sealed: Text = "", code: Text = ""
) -> Response:
    """Keep the new codes."""
    return setting_up.take(request, door, current_session(request), sealed, code, ACCOUNT)


@routes.post("/account/recovery-codes", dependencies=JUST_PROVED)
def renew_recovery_codes(request: Request, door: TheDoor, _: Oneself) -> Response:
    """Print new recovery codes; the old ones serve no more."""
    return setting_up.renew_codes(request, door, current_session(request), ACCOUNT)


@routes.get("/prove")
def ask_proof(request: Request, door: TheDoor, _: Oneself, next: str = "") -> Response:
    """Ask for a password or a code before something dangerous."""
    return _proof(request, door, next, failed=False)


@routes.post("/prove")
def take_proof(
    request: Request, door: TheDoor, staff: Oneself, proof: Text = "", next: Text = ""
) -> Response:
    """Take it, and go on."""
    by = proved(door, staff, proof)
    if by is None:
        return _proof(request, door, next, failed=True)
    door.records.prove_staff_session(current_session(request).digest, door.app.now())
    door.records.forget_failures(staff.id)
    audited(door, staff, AuditAction.PROVED_AGAIN, str(staff.id), by=by)
    return go(request, own_path(next))


def _proof(request: Request, door: Door, following: str, failed: bool) -> Response:
    provider = bool(door.app.settings.oidc_issuer)
    return render(
        request,
        "account/prove.html",
        422 if failed else 200,
        address=PROVE,
        following=own_path(following),
        failed=failed,
        provider=provider,
    )
