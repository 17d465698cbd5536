"""Sessions: begun, kept, ended, and taken up on another device."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from bot.gateway.door import Door, TheDoor
from bot.gateway.doorkeeper import address_of
from bot.gateway.known import answers_on_record, is_same_person, second_thing
from bot.gateway.refusals import Refusal
from bot.gateway.shapes import CodeReply, Nothing, Resume, ResumeByAge, ResumeByZip, SessionReply
from bot.gateway.visitors import Visitor, clear_cookie, hand_over, session_of
from bot.store.codes import as_kept

routes = APIRouter()


@routes.post("/sessions", status_code=201, responses={200: {"model": SessionReply}})
def begin(request: Request, response: Response, door: TheDoor, _: Nothing) -> SessionReply:
    """Begin a session, or keep and renew the one that is shown."""
    session = session_of(request, door, renewing=True)
    visit = session and door.records.visit(door.sessions.digest(session))
    if session and visit:
        response.status_code = 200
        return _handed_over(request, response, door, session, visit.conversation)
    door.rates.count("sessions", address_of(request.scope))
    session = door.sessions.new()
    return _let_in(request, response, door, session, door.sessions.conversation(session))


@routes.delete("/sessions", status_code=204)
def end(response: Response, door: TheDoor, visit: Visitor) -> None:
    """End this session; the conversation stays, and its code leads back to it."""
    door.records.close_visit(visit.digest)
    clear_cookie(response, door)


@routes.get("/code")
def code(door: TheDoor, visit: Visitor) -> CodeReply:
    """The code by which the conversation goes on elsewhere, once there is a second thing to ask beside it."""
    second = second_thing(answers_on_record(door.records, visit.conversation))
    screening = door.records.current_screening(visit.conversation)
    if second is None or screening is None:
        raise Refusal("no_code_yet")
    days = door.app.settings.code_days
    given = door.records.reference_code(screening.id, door.app.now(), timedelta(days=days))
    return CodeReply(code=given, valid_days=days, second=second)


@routes.post("/resume")
def resume(request: Request, response: Response, door: TheDoor, asked: Resume) -> SessionReply:
    """Take up a conversation by its code and the second thing. Every failure looks the same."""
    door.rates.count("resume", f"address {address_of(request.scope)}")
    door.rates.count("resume", f"code {as_kept(asked.code)}")
    conversation = _conversation_of(door, asked)
    if conversation is None:
        raise Refusal("not_found_together")
    return _let_in(request, response, door, door.sessions.new(), conversation)


def _conversation_of(door: Door, asked: Resume) -> str | None:
    screening = door.records.screening_of_code(asked.code, door.app.now())
    kept = door.records.current_answers(screening.id) if screening else {}
    age = asked.age if isinstance(asked, ResumeByAge) else None
    zip_code = asked.zip_code if isinstance(asked, ResumeByZip) else None
    return screening.conversation if screening and is_same_person(kept, age, zip_code) else None


def _let_in(
    request: Request, response: Response, door: Door, session: str, conversation: str
) -> SessionReply:
    door.records.open_visit(door.sessions.digest(session), conversation, door.app.now())
    return _handed_over(request, response, door, session, conversation)


def _handed_over(
    request: Request, response: Response, door: Door, session: str, conversation: str
) -> SessionReply:
    begun = door.records.has_turns(conversation)
    return SessionReply(**hand_over(request, response, door, session), begun=begun)
