"""The headers that every response carries, and what the log says of a request."""

import asyncio
import logging
import time
import traceback
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.metrics import Metrics
from bot.gateway.refusals import Answering, Refusal, restarting
from bot.logs import FIELDS

log = logging.getLogger(__name__)

ONLY_DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
SHEET = f"{ONLY_DATA}; style-src {{style}}; require-trusted-types-for 'script'; trusted-types 'none'"

ALWAYS = {
    "Content-Security-Policy": ONLY_DATA,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
ON_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}


class Outermost:
    """Adds the headers, turns a failure into an apology, and logs without a word that anybody typed."""

    def __init__(self, app: ASGIApp, is_https: bool, answer: Answering, metrics: Metrics) -> None:
        self._app = app
        self._answer = answer
        self._metrics = metrics
        self._headers: Mapping[str, str] = ALWAYS | (ON_HTTPS if is_https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        statuses: list[int] = []
        began = time.perf_counter()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
                self._add_to(MutableHeaders(scope=message))
            await send(message)

        refusal = None
        try:
            await self._app(scope, receive, send_with_headers)
        except Exception as failure:
            _log_failure(failure)
            refusal = Refusal("broken")
        except asyncio.CancelledError:
            # The door ends and waits no longer. Its server would say so in words of its own.
            refusal = restarting()
        if refusal and not statuses:
            await self._answer(scope, refusal)(scope, receive, send_with_headers)
        self._tell(scope, *statuses[:1] or (0,), time.perf_counter() - began)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = scope["method"], _route_of(scope)
        self._metrics.request(method, route, status, seconds)
        fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        log.info("request", extra={FIELDS: fields})

    def _add_to(self, headers: MutableHeaders) -> None:
        for name, value in self._headers.items():
            headers.setdefault(name, value)


def _route_of(scope: Scope) -> str:
    # The path as it was sent could hold anything that somebody typed; the route cannot.
    return getattr(scope.get("route"), "path", "(no route)")


def _log_failure(failure: Exception) -> None:
    # Its message could hold words that a person typed.
    place = "".join(traceback.format_tb(failure.__traceback__))
    log.error("The door failed with %s at\n%s", type(failure).__name__, place)
