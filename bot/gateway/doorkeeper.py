"""Who may come in: host, origin, type and size of every request are looked at before anything reads it."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.origins import Origins
from bot.gateway.rates import Rates
from bot.gateway.refusals import Answering, Refusal

API = "/api/"
CONSOLE = "/console"
FOR_MACHINES = ("/health", "/ready", "/metrics")
LONGEST_BODY_BYTES = 4096
LONGEST_FORM_BYTES = 16 * 1024
BODY_SECONDS = 10
CHANGES_SOMETHING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Doorkeeper:
    """Refuses what no page that may talk to the door would send."""

    def __init__(self, app: ASGIApp, origins: Origins, rates: Rates, answer: Answering) -> None:
        self._app = app
        self._origins = origins
        self._rates = rates
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await self._looked_at(scope, receive)
        except Refusal as refusal:
            await self._answer(scope, refusal)(scope, receive, send)
            return
        await self._app(scope, _once(body, receive), send)

    async def _looked_at(self, scope: Scope, receive: Receive) -> bytes:
        headers = Headers(scope=scope)
        if scope["path"] not in FOR_MACHINES and not self._origins.is_own_host(headers.get("host", "")):
            raise Refusal("wrong_host")
        if scope["path"].startswith(API):
            await self._rates.count_aside("requests", address_of(scope))
            self._look_at_origin(scope, headers)
            _look_at_type(scope, headers, "application/json", "not_json")
        if is_of_console(scope):
            await self._rates.count_aside("requests", address_of(scope))
            self._look_at_own_origin(scope, headers)
            _look_at_type(scope, headers, "application/x-www-form-urlencoded", "not_a_form")
        return await _small_body(
            headers, receive, LONGEST_FORM_BYTES if is_of_console(scope) else LONGEST_BODY_BYTES
        )

    def _look_at_origin(self, scope: Scope, headers: Headers) -> None:
        origin = headers.get("origin")
        if origin is None and scope["method"] not in CHANGES_SOMETHING:
            return
        if origin is None or not self._origins.may_talk(origin):
            raise Refusal("wrong_origin")

    def _look_at_own_origin(self, scope: Scope, headers: Headers) -> None:
        if scope["method"] in CHANGES_SOMETHING and headers.get("origin") not in self._origins.own:
            raise Refusal("wrong_origin")


def is_of_console(scope: Scope) -> bool:
    """Whether a request is for the console."""
    return scope["path"] == CONSOLE or scope["path"].startswith(f"{CONSOLE}/")


def address_of(scope: Scope) -> str:
    """The address that a request comes from."""
    return (scope.get("client") or ("nowhere",))[0]


def _look_at_type(scope: Scope, headers: Headers, demanded: str, code: str) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if scope["method"] == "POST" and kind != demanded:
        raise Refusal(code)


async def _small_body(headers: Headers, receive: Receive, longest: int) -> bytes:
    announced = headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced[:20]) > longest:
        raise Refusal("too_long")
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _body(receive, longest)
    except TimeoutError:
        raise Refusal("too_slow") from None


async def _body(receive: Receive, longest: int) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > longest:
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
