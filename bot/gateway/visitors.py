"""Whose request it is: the session in a cookie on the door's own pages, or in a token on those of another site."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request, Response

from bot.gateway.door import Door, TheDoor, door_of
from bot.gateway.refusals import Refusal
from bot.gateway.sessions import Token
from bot.store import VisitRecord

BEARER = "Bearer "


def cookie_name(door: Door) -> str:
    """The cookie's name; on https, browsers hold a name like this to be set by this host alone."""
    return "__Host-aftercart" if door.origins.is_https else "aftercart"


def session_of(request: Request, door: Door, renewing: bool = False) -> str | None:
    """The session that a request shows; None if it shows none. Raises Refusal for a token that does not serve.

    `renewing`: a token that has expired serves too, to get the next one, if it is the last that was given.
    """
    authorization = request.headers.get("authorization", "")
    if authorization.startswith(BEARER):
        return _session_of_token(door, authorization.removeprefix(BEARER), request, renewing)
    # A page of another site shows a token: a cookie may come along without the person's knowing.
    if request.headers.get("origin", door.origins.own[0]) not in door.origins.own:
        return None
    value = request.cookies.get(cookie_name(door))
    return value and door.sessions.read_cookie(value)


def _session_of_token(door: Door, value: str, request: Request, renewing: bool) -> str:
    token = door.sessions.read_token(value)
    if token is None:
        raise Refusal("no_session")
    if request.headers.get("origin") != token.origin:
        raise Refusal("wrong_origin")
    if _has_expired(door, token) and not (renewing and _is_the_last(door, token)):
        raise Refusal("no_session" if renewing else "token_expired")
    return token.session


def _has_expired(door: Door, token: Token) -> bool:
    return token.age >= timedelta(minutes=door.app.settings.token_minutes)


def _is_the_last(door: Door, token: Token) -> bool:
    visit = door.records.visit(door.sessions.digest(token.session))
    return visit is not None and visit.tokens == token.number


def visitor(request: Request, door: TheDoor) -> VisitRecord:
    """The visit that a request belongs to. Raises Refusal when there is none."""
    session = session_of(request, door)
    visit = session and door.records.visit(door.sessions.digest(session))
    if not visit:
        raise Refusal("no_session")
    return visit


Visitor = Annotated[VisitRecord, Depends(visitor)]


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who says something, by the digest of their session, and in which conversation."""

    digest: str
    conversation: str


async def speaker(request: Request) -> Speaking:
    """Who says something. Raises Refusal where no session shows it.

    Whether the session is still let in is asked of the records together with the message.
    """
    door = door_of(request)
    session = session_of(request, door)
    digest = session and door.sessions.digest(session)
    conversation = digest and await door.visits.conversation_of(digest)
    if not conversation:
        raise Refusal("no_session")
    return Speaking(digest, conversation)


Speaker = Annotated[Speaking, Depends(speaker)]


def hand_over(request: Request, response: Response, door: Door, session: str) -> dict:
    """Give the session to the browser: as a cookie, or as a token to a page of another site."""
    origin = request.headers["origin"]
    if origin in door.origins.own:
        _set_cookie(response, door, session)
        return {"token": None, "token_seconds": None}
    number = door.records.next_token(door.sessions.digest(session))
    if number is None:
        raise Refusal("no_session")
    seconds = door.app.settings.token_minutes * 60
    return {"token": door.sessions.token(session, origin, number), "token_seconds": seconds}


def _set_cookie(response: Response, door: Door, session: str) -> None:
    response.set_cookie(
        cookie_name(door),
        door.sessions.cookie(session),
        max_age=door.app.settings.session_days * 24 * 3600,
        secure=door.origins.is_https,
        httponly=True,
        samesite="lax",
    )


def clear_cookie(response: Response, door: Door) -> None:
    """Make the browser forget the session."""
    response.delete_cookie(cookie_name(door), secure=door.origins.is_https, httponly=True, samesite="lax")
