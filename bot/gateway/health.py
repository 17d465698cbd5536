"""For machines: whether the door lives, whether all behind it answers, and what it counted."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Header, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from bot.gateway.door import TheDoor
from bot.gateway.refusals import Refusal
from bot.store import RecordsUnavailable

READY_WITHIN_SECONDS = 3

routes = APIRouter(include_in_schema=False)


@routes.get("/health")
def health() -> dict[str, str]:
    """The door lives."""
    return {"status": "ok"}


@routes.get("/ready")
async def ready(door: TheDoor) -> JSONResponse:
    """Whether a message would be answered: 503 while any part is away, or the door is about to close."""
    asked = {
        "assistant": door.assistant.answers(),
        "actions": door.assistant.actions_answer(),
        "records": _reached(door.records.deleted_conversations),
        "conversations": _reached(door.tracker.demand_answer),
        "claims": door.claims.answer(),
    }
    parts = dict(zip(asked, await asyncio.gather(*map(_in_time, asked.values())), strict=True))
    is_ready = all(parts.values()) and door.turns.are_taken
    return JSONResponse({"ready": is_ready, "parts": parts}, 200 if is_ready else 503)


@routes.get("/metrics")
def metrics(door: TheDoor, authorization: Annotated[str, Header()] = "") -> Response:
    """The figures for Prometheus, for who shows the token; without one in the settings nobody may read them."""
    token = door.app.settings.metrics_token.get_secret_value()
    if not token or not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        raise Refusal("not_found")
    with suppress(RecordsUnavailable):
        # While they are away the last number stays; that they are away is said elsewhere.
        door.metrics.callbacks_wait(door.records.count_waiting_callbacks(door.app.today()))
    return Response(door.metrics.text(), media_type=CONTENT_TYPE_LATEST)


async def _in_time(answer: Awaitable[bool]) -> bool:
    try:
        return await asyncio.wait_for(answer, READY_WITHIN_SECONDS)
    except TimeoutError:
        return False


async def _reached(ask: Callable[[], object]) -> bool:
    try:
        # A database that is cut off keeps its thread longer than anybody who asks here should wait.
        await to_thread.run_sync(ask, abandon_on_cancel=True)
    except RecordsUnavailable:
        return False
    return True
