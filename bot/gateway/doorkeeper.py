"""Who may come in: host, origin, type and size of every request are looked at before anything reads it."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.origins import Origins
from bot.gateway.rates import Rates
from bot.gateway.refusals import Refusal, response_to

API = "/api/"
FOR_MACHINES = ("/health", "/ready")
LONGEST_BODY_BYTES = 4096
BODY_SECONDS = 10
CHANGES_SOMETHING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Doorkeeper:
    """Refuses what no page that may talk to the door would send."""

    def __init__(self, app: ASGIApp, origins: Origins, rates: Rates) -> None:
        self._app = app
        self._origins = origins
        self._rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await self._looked_at(scope, receive)
        except Refusal as refusal:
            await response_to(refusal)(scope, receive, send)
            return
        await self._app(scope, _once(body, receive), send)

    async def _looked_at(self, scope: Scope, receive: Receive) -> bytes:
        headers = Headers(scope=scope)
        if scope["path"] not in FOR_MACHINES and not self._origins.is_own_host(headers.get("host", "")):
            raise Refusal("wrong_host")
        if scope["path"].startswith(API):
            self._rates.count("requests", address_of(scope))
            self._look_at_origin(scope, headers)
            _look_at_type(scope, headers)
        return await _small_body(headers, receive)

    def _look_at_origin(self, scope: Scope, headers: Headers) -> None:
        origin = headers.get("origin")
        if origin is None and scope["method"] not in CHANGES_SOMETHING:
            return
        if origin is None or not self._origins.may_talk(origin):
            raise Refusal("wrong_origin")


def address_of(scope: Scope) -> str:
    """The address that a request comes from."""
    return (scope.get("client") or ("nowhere",))[0]


def _look_at_type(scope: Scope, headers: Headers) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if scope["method"] == "POST" and kind != "application/json":
        raise Refusal("not_json")


async def _small_body(headers: Headers, receive: Receive) -> bytes:
    announced = headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced[:20]) > LONGEST_BODY_BYTES:
        raise Refusal("too_long")
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _body(receive)
    except TimeoutError:
        raise Refusal("too_slow") from None


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LONGEST_BODY_BYTES:
            raise Refusal("too_long")
    return body


def _once(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
