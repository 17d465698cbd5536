"""Signing in with the organization's OpenID provider. Nobody becomes known here by it."""

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.gateway.console.going import own_path
from bot.gateway.console.letting_in import let_in
from bot.gateway.console.provider_visit import (
    BACK,
    Begun,
    NotVouched,
    ProviderAway,
    Vouched,
    as_content,
    begin,
    begun_again,
)
from bot.gateway.console.signed_in import session_shown
from bot.gateway.door import Door, TheDoor
from bot.gateway.doorkeeper import address_of
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffRecord

if TYPE_CHECKING:
    from bot.gateway.console.provider import Provider

SEAL = "provider"
AWAY_SECONDS = 600

routes = APIRouter()


@routes.get("/sign-in/provider")
def leave(request: Request, door: TheDoor, next: str = "") -> Response:
    """Send the person to the provider."""
    door.rates.count("sign_in", address_of(request.scope))
    begun = begin(own_path(next), again=session_shown(request, door) is not None)
    try:
        response = RedirectResponse(_provider(door).address(begun), 303)
    except ProviderAway:
        raise Refusal("provider_away") from None
    response.set_cookie(
        _cookie_name(door),
        door.desk.seal(SEAL, as_content(begun)),
        max_age=AWAY_SECONDS,
        secure=door.origins.is_https,
        httponly=True,
        samesite="lax",
        path=BACK,
    )
    return response


@routes.get("/sign-in/provider/back")
def come_back(request: Request, door: TheDoor) -> Response:
    """Let in whom the provider vouches for, if they are known here."""
    door.rates.count("sign_in", address_of(request.scope))
    begun = begun_again(door.desk.unseal(SEAL, request.cookies.get(_cookie_name(door), ""), AWAY_SECONDS))
    if begun is None:
        raise Refusal("provider_refused")
    vouched = _vouched(request, door, begun)
    staff = _known(door, vouched)
    needs_code = staff.has_second_step and not vouched.with_many_factors
    response = let_in(
        request,
        door,
        staff,
        begun.following,
        by="provider",
        code_due=needs_code,
        by_provider=vouched.with_many_factors,
    )
    response.delete_cookie(_cookie_name(door), path=BACK, secure=door.origins.is_https, httponly=True)
    return response


def _vouched(request: Request, door: Door, begun: Begun) -> Vouched:
    try:
        return _provider(door).vouched(begun, request.query_params)
    except NotVouched:
        door.app.audit("sign_in", AuditAction.SIGN_IN_FAILED, "unknown", by="provider")
        raise Refusal("provider_refused") from None
    except ProviderAway:
        raise Refusal("provider_away") from None


def _known(door: Door, vouched: Vouched) -> StaffRecord:
    known = door.records.staff_of_email(vouched.email)
    if known is None or not known.staff.active:
        subject = str(known.staff.id) if known else "unknown"
        door.app.audit("sign_in", AuditAction.SIGN_IN_FAILED, subject, by="provider")
        raise Refusal("provider_unknown")
    return known.staff


def _provider(door: Door) -> "Provider":
    if door.provider is None:
        raise Refusal("not_found")
    return door.provider


def _cookie_name(door: Door) -> str:
    return "__Secure-aftercart-provider" if door.origins.is_https else "aftercart-provider"
