"""For machines: whether the door lives, and whether all behind it answers."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from bot.gateway.door import Door, TheDoor
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


def _records_answer(door: Door) -> bool:
    try:
        door.records.deleted_conversations()
    except RecordsUnavailable:
        return False
    return True
