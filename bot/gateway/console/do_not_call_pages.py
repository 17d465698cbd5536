"""Numbers that must not be called: asked about one by one, entered, and taken off the list with a reason."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from bot.callcenter.handover import say_phone
from bot.callcenter.rights import Right
from bot.gateway.console.auditing import audited
from bot.gateway.console.pages import render
from bot.gateway.console.queue_page import Agent, queue_texts
from bot.gateway.console.queue_view import staff_names
from bot.gateway.console.signed_in import needs
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.language.phone import read_phone
from bot.language.word_lists import word_list
from bot.store import AuditAction, StaffRecord
from bot.store.kept_queue import LiftReason

routes = APIRouter()

Supervisor = Annotated[StaffRecord, Depends(needs(Right.SEE_TEAM_CASES))]
Phone = Annotated[str, Form(max_length=80)]

REASONS_OF_SUPERVISORS = tuple(each for each in LiftReason if each is not LiftReason.AGREED_IN_CHAT)
"""What happened in the chat, only the chat can say."""


@routes.get("/do-not-call")
def ask(request: Request, door: TheDoor, staff: Agent) -> Response:
    """Ask for a number."""
    return _page(request, door, None)


@routes.post("/do-not-call/look")
def look(request: Request, door: TheDoor, staff: Agent, phone: Phone) -> Response:
    """Say whether a number is on the list."""
    audited(door, staff, AuditAction.PEOPLE_SEARCHED, by="do_not_call")
    return _page(request, door, _read(phone), typed=phone)


@routes.post("/do-not-call")
def enter(request: Request, door: TheDoor, staff: Agent, phone: Phone) -> Response:
    """Enter a number; everybody with it leaves the queue."""
    number = _read(phone)
    if number is not None:
        audited(door, staff, AuditAction.DO_NOT_CALL_SET)
        door.records.do_not_call(number, staff.id, door.app.now())
    return _page(request, door, number, typed=phone)


@routes.post("/do-not-call/lift")
def lift(
    request: Request, door: TheDoor, staff: Supervisor, phone: Phone, reason: Annotated[LiftReason, Form()]
) -> Response:
    """Take a number off the list."""
    if reason not in REASONS_OF_SUPERVISORS:
        raise Refusal("not_understood")
    number = _read(phone)
    if number is not None:
        audited(door, staff, AuditAction.DO_NOT_CALL_LIFTED, reason=reason.value)
        door.records.lift_do_not_call(number, staff.id, door.app.now(), reason)
    return _page(request, door, number, typed=phone)


def _read(typed: str) -> str | None:
    reading = read_phone(typed)
    return reading.value if reading else None


def _page(request: Request, door: Door, phone: str | None, typed: str = "") -> Response:
    history = door.records.do_not_call_history(phone) if phone else ()
    return render(
        request,
        "queue/do_not_call.html",
        status=422 if typed and phone is None else 200,
        phone=phone,
        shown_phone=phone and say_phone(phone),
        typed=typed,
        misread=bool(typed) and phone is None,
        barred=any(each.lifted_at is None for each in history),
        history=history,
        names=staff_names(door),
        lift_reasons=REASONS_OF_SUPERVISORS,
        said=word_list("queue_words", "bot.callcenter")["lift_reasons"],
        words=queue_texts(),
    )
