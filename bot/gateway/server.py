"""The door as a web application."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import Scope

from bot.app import App
from bot.gateway import health, message_routes, pages, record_routes, session_routes
from bot.gateway.console.going import GoTo
from bot.gateway.console.opening import Opening
from bot.gateway.console.problems import problem_page, send_on
from bot.gateway.door import Door, make_door
from bot.gateway.doorkeeper import API, Doorkeeper, is_of_console
from bot.gateway.headers import Outermost
from bot.gateway.mail_rounds import MailRounds
from bot.gateway.purge_rounds import PurgeRounds
from bot.gateway.refusals import STATUSES, Refusal, response_to
from bot.gateway.shapes import ErrorReply
from bot.store import RecordsUnavailable

VERSION = f"{API}v1"
CODES_BY_STATUS = {404: "not_found", 405: "not_allowed"}
DESCRIPTION = """\
The public door of AfterCART. A page of the door's own origin is known by an HttpOnly cookie; a page of another
allowed origin by a short-lived token in `Authorization: Bearer`. Both come from `POST /api/v1/sessions`."""


def make_gateway(app: App) -> FastAPI:
    """The web application of the public door."""
    door = make_door(app)
    gateway = FastAPI(
        title="AfterCART",
        description=DESCRIPTION,
        version="1",
        openapi_url=f"{VERSION}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # What is to be told of a request, `Outermost` tells.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        lifespan=_lifespan,
    )
    gateway.state.door = door
    _add_api(gateway)
    gateway.include_router(pages.routes)
    gateway.include_router(health.routes)
    _refuse_kindly(gateway)
    _guard(gateway, door)
    return gateway


@asynccontextmanager
async def _lifespan(gateway: FastAPI) -> AsyncIterator[None]:
    door: Door = gateway.state.door
    rounds = (MailRounds(door.app), PurgeRounds(door.app))
    for each in rounds:
        each.begin()
    yield
    for each in rounds:
        await each.end()
    await door.turns.finish()
    await door.claims.close()
    door.rates.close()


def _add_api(gateway: FastAPI) -> None:
    errors = {status: {"model": ErrorReply} for status in sorted(set(STATUSES.values()))}
    # Each room by itself, that of the messages first: a request is compared with the rooms one after the other.
    for room in (message_routes, session_routes, record_routes):
        gateway.include_router(room.routes, prefix=VERSION, responses=errors)


def _refuse_kindly(gateway: FastAPI) -> None:
    gateway.add_exception_handler(Refusal, _kindly(lambda refusal: refusal))
    gateway.add_exception_handler(RecordsUnavailable, _kindly(lambda _: Refusal("records_away", wait=5)))
    gateway.add_exception_handler(RequestValidationError, _kindly(lambda found: Refusal(_shape_code(found))))
    gateway.add_exception_handler(GoTo, send_on)
    gateway.add_exception_handler(HTTPException, _kindly(lambda found: Refusal(_status_code(found))))


def _kindly(
    refusal_for: Callable[[Exception], Refusal],
) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, problem: Exception) -> Response:
        return _answer(request, refusal_for(problem))

    return handle


def _answer(request: Request, refusal: Refusal) -> Response:
    return problem_page(request, refusal) if is_of_console(request.scope) else response_to(refusal)


def _answer_to(scope: Scope, refusal: Refusal) -> Response:
    return _answer(Request(scope), refusal)


def _shape_code(found: RequestValidationError) -> str:
    too_long = any(each["type"] == "string_too_long" and each["loc"][-1] == "text" for each in found.errors())
    return "too_long" if too_long else "not_understood"


def _status_code(found: HTTPException) -> str:
    return CODES_BY_STATUS.get(found.status_code, "bad_request")


def _guard(gateway: FastAPI, door: Door) -> None:
    # The last that is added is the first to see a request.
    gateway.add_middleware(Opening)
    gateway.add_middleware(Doorkeeper, origins=door.origins, rates=door.rates, answer=_answer_to)
    gateway.add_middleware(
        CORSMiddleware,
        allow_origins=list(door.origins.allowed),
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
        expose_headers=["Retry-After"],
        max_age=600,
    )
    gateway.add_middleware(Outermost, is_https=door.origins.is_https, answer=_answer_to, metrics=door.metrics)
