"""Talking: a message and its reply, and the transcript."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse

from bot.gateway.door import Door, TheDoor, door_of
from bot.gateway.hearing import Said
from bot.gateway.known import answers_in_words, progress
from bot.gateway.shapes import Answers, Message, Transcript, TurnReply
from bot.gateway.transcript import offered_by, shown_reply, shown_words, transcript
from bot.gateway.visitors import Speaker, Visitor
from bot.store import TurnRecord

routes = APIRouter()

Key = Annotated[UUID, Header(alias="Idempotency-Key")]


@routes.post("/messages", response_model=TurnReply)
async def say(request: Request, speaker: Speaker, message: Message, key: Key) -> JSONResponse:
    """Say something. The same key gives the same reply, and its message is taken once."""
    door = door_of(request)
    await door.rates.count_aside("messages", speaker.digest)
    said = Said(speaker.conversation, str(key), message, visit=speaker.digest)
    answered = await door.turns.answered(said)
    turn, left = answered.turn, _progress(door, answered.values, (answered.turn,))
    return JSONResponse({"said": shown_words(turn), "messages": shown_reply(turn), "progress": left})


@routes.get("/messages", response_model=Transcript)
def read(door: TheDoor, visit: Visitor) -> JSONResponse:
    """All that was said."""
    turns = door.records.turns(visit.conversation)
    left = _progress(door, door.records.values_on_record(visit.conversation), turns)
    return JSONResponse({"messages": transcript(turns), "progress": left})


def _progress(door: Door, values: Mapping[str, Any], turns: tuple[TurnRecord, ...]) -> dict[str, Any] | None:
    asked = any(message.get("ask") for message in offered_by(turns))
    return progress(values, door.app.today(), asked)


@routes.get("/answers", response_model=Answers)
def answers(door: TheDoor, visit: Visitor) -> JSONResponse:
    """What is known so far, in plain words."""
    return JSONResponse({"answers": answers_in_words(door.records, visit.conversation, door.app.today())})
