"""Talking: a message and its reply, and the transcript."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from bot.gateway.door import Door, TheDoor
from bot.gateway.known import answers_in_words, progress
from bot.gateway.shapes import Answers, Message, Transcript, TurnReply
from bot.gateway.transcript import shown_reply, shown_words, transcript
from bot.gateway.turns import offered_by
from bot.gateway.visitors import Visitor
from bot.store import TurnRecord

routes = APIRouter()

Key = Annotated[UUID, Header(alias="Idempotency-Key")]


@routes.post("/messages", response_model=TurnReply)
async def say(door: TheDoor, visit: Visitor, message: Message, key: Key) -> JSONResponse:
    """Say something. The same key gives the same reply, and its message is taken once."""
    await door.rates.count_aside("messages", visit.digest)
    turn = await door.turns.take(visit.conversation, str(key), message)
    said = {"said": shown_words(turn), "messages": shown_reply(turn)}
    left = await run_in_threadpool(_progress, door, visit.conversation, (turn,))
    return JSONResponse({**said, "progress": left})


@routes.get("/messages", response_model=Transcript)
def read(door: TheDoor, visit: Visitor) -> JSONResponse:
    """All that was said."""
    turns = door.records.turns(visit.conversation)
    left = _progress(door, visit.conversation, turns)
    return JSONResponse({"messages": transcript(turns), "progress": left})


def _progress(door: Door, conversation: str, turns: tuple[TurnRecord, ...]) -> dict[str, Any] | None:
    asked = any(message.get("ask") for message in offered_by(turns))
    return progress(door.records, conversation, door.app.today(), asked)


@routes.get("/answers", response_model=Answers)
def answers(door: TheDoor, visit: Visitor) -> JSONResponse:
    """What is known so far, in plain words."""
    return JSONResponse({"answers": answers_in_words(door.records, visit.conversation, door.app.today())})
