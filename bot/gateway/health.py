"""For machines: whether the door lives, whether all behind it answers, and what it counted."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool

from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import RecordsUnavailable

routes = APIRouter(include_in_schema=False)


@routes.get("/health")
def health() -> dict[str, str]:
    """The door lives."""
    return {"status": "ok"}


@routes.get("/ready")
async def ready(door: TheDoor) -> JSONResponse:
    """Whether a message would be answered: 503 while any part is away."""
    parts = await door.assistant.parts_ready()
    parts["records"] = await run_in_threadpool(_records_answer, door)
    return JSONResponse({"ready": all(parts.values()), "parts": parts}, 200 if all(parts.values()) else 503)


@routes.get("/metrics")
def metrics(door: TheDoor, authorization: Annotated[str, Header()] = "") -> Response:
    """The figures for Prometheus, for who shows the token; without one in the settings nobody may read them."""
    token = door.app.settings.metrics_token.get_secret_value()
    if not token or not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        raise Refusal("not_found")
    return Response(door.metrics.text(), media_type=CONTENT_TYPE_LATEST)


def _records_answer(door: Door) -> bool:
    try:
        door.records.deleted_conversations()
    except RecordsUnavailable:
        return False
    return True
