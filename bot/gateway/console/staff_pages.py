"""Who works here: for administrators."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from bot.callcenter.invitations import link, new_invitation
from bot.callcenter.newcomers import email_of, name_of
from bot.callcenter.rights import Right
from bot.gateway.cleaning import clean
from bot.gateway.console.auditing import audited
from bot.gateway.console.going import go
from bot.gateway.console.pages import render
from bot.gateway.console.signed_in import needs, recently_proved
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, LastAdministrator, Role, StaffId, StaffKnown, StaffRecord, UnknownStaff

STAFF = "/console/staff"

routes = APIRouter()

Administrator = Annotated[StaffRecord, Depends(needs(Right.MANAGE_STAFF))]
JUST_PROVED = [Depends(recently_proved)]


@routes.get("/staff")
def everybody(request: Request, door: TheDoor, administrator: Administrator) -> Response:
    """Everybody, and what can be changed about them."""
    audited(door, administrator, AuditAction.STAFF_LISTED)
    return _page(request, door)


def _page(request: Request, door: Door, problem: str = "", email: str = "", name: str = "") -> Response:
    return render(
        request,
        "staff/everybody.html",
        422 if problem else 200,
        everybody=door.records.all_staff(),
        roles=list(Role),
        problem=problem,
        email=email,
        name=name,
    )


@routes.post("/staff", dependencies=JUST_PROVED)
def add(
    request: Request,
    door: TheDoor,
    administrator: Administrator,
    email: Annotated[str, Form()],
    name: Annotated[str, Form()],
    role: Annotated[Role, Form()],
) -> Response:
    """Add somebody, and show the link that they need, this once."""
    address, called = email_of(email), name_of(clean(name))
    if address is None:
        return _page(request, door, "email", email, name)
    if called is None:
        return _page(request, door, "name", email, name)
    try:
        with door.records.together():
            added = door.records.add_staff(address, called, role, door.app.now())
            audited(door, administrator, AuditAction.STAFF_ADDED, str(added.id), role=role.value)
    except StaffKnown:
        return _page(request, door, "known", email, name)
    return _invitation(request, door, administrator, added)


@routes.post("/staff/{staff_id}/invitation", dependencies=JUST_PROVED)
def invite(request: Request, door: TheDoor, administrator: Administrator, staff_id: UUID) -> Response:
    """Show a new link, with which the password is chosen anew."""
    return _invitation(request, door, administrator, _active(_somebody(door, staff_id)))


@routes.post("/staff/{staff_id}/role", dependencies=JUST_PROVED)
def change_role(
    request: Request,
    door: TheDoor,
    administrator: Administrator,
    staff_id: UUID,
    role: Annotated[Role, Form()],
) -> Response:
    """Give somebody another role; they must sign in again."""
    before = _another(administrator, _somebody(door, staff_id)).role
    told = {"before": before.value, "role": role.value}
    with _refusing_the_last(), door.records.together():
        door.records.change_role(StaffId(staff_id), role)
        audited(door, administrator, AuditAction.STAFF_ROLE_CHANGED, str(staff_id), **told)
    return go(request, STAFF)


@routes.post("/staff/{staff_id}/deactivate", dependencies=JUST_PROVED)
def deactivate(request: Request, door: TheDoor, administrator: Administrator, staff_id: UUID) -> Response:
    """Let somebody in no more."""
    _another(administrator, _somebody(door, staff_id))
    with _refusing_the_last(), door.records.together():
        door.records.deactivate_staff(StaffId(staff_id))
        audited(door, administrator, AuditAction.STAFF_DEACTIVATED, str(staff_id))
    return go(request, STAFF)


@routes.post("/staff/{staff_id}/activate", dependencies=JUST_PROVED)
def activate(request: Request, door: TheDoor, administrator: Administrator, staff_id: UUID) -> Response:
    """Let somebody in again."""
    somebody = _somebody(door, staff_id)
    with door.records.together():
        door.records.activate_staff(somebody.id)
        audited(door, administrator, AuditAction.STAFF_ACTIVATED, str(staff_id))
    return go(request, STAFF)


@routes.post("/staff/{staff_id}/second-step", dependencies=JUST_PROVED)
def reset_second_step(
    request: Request, door: TheDoor, administrator: Administrator, staff_id: UUID
) -> Response:
    """Forget the codes of somebody who lost the phone; they set up new ones when they sign in."""
    another = _another(administrator, _somebody(door, staff_id))
    with door.records.together():
        door.records.reset_second_step(another.id)
        audited(door, administrator, AuditAction.STAFF_SECOND_STEP_RESET, str(staff_id))
    return go(request, STAFF)


def _invitation(request: Request, door: Door, administrator: StaffRecord, invited: StaffRecord) -> Response:
    hours = door.app.settings.invitation_hours
    token, digest = new_invitation()
    with door.records.together():
        door.records.invite_staff(invited.id, digest, door.app.now() + timedelta(hours=hours))
        audited(door, administrator, AuditAction.STAFF_INVITED, str(invited.id))
    address = link(door.app.settings.gateway_url, token)
    return render(request, "staff/invitation.html", invited=invited, address=address, hours=hours)


def _somebody(door: Door, staff_id: UUID) -> StaffRecord:
    try:
        return door.records.staff(StaffId(staff_id))
    except UnknownStaff:
        raise Refusal("not_found") from None


def _active(somebody: StaffRecord) -> StaffRecord:
    if not somebody.active:
        raise Refusal("not_active")
    return somebody


def _another(administrator: StaffRecord, somebody: StaffRecord) -> StaffRecord:
    if somebody.id == administrator.id:
        raise Refusal("oneself")
    return somebody


@contextmanager
def _refusing_the_last() -> Iterator[None]:
    try:
        yield
    except LastAdministrator:
        raise Refusal("last_administrator") from None
