"""Calls: begun, listed, shown, and ended."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import BaseModel, Field, field_validator
from starlette.concurrency import run_in_threadpool

from bot.callcenter.lines import CLOSING, ENDS_WITH_CLOSING, NOT_A_GOOD_TIME
from bot.callcenter.rights import Right
from bot.conversation.contact import LONGEST, NAME, PHONE, TIME
from bot.gateway.cleaning import clean
from bot.gateway.console.access import case_seen, may_be_called
from bot.gateway.console.after_call import Later, settle_queue
from bot.gateway.console.auditing import audited
from bot.gateway.console.calls_at_hand import call_seen, call_shown
from bot.gateway.console.calls_page import context_of, done, line_words, path_of
from bot.gateway.console.calls_stage import lines_read
from bot.gateway.console.going import go
from bot.gateway.console.pages import render
from bot.gateway.console.signed_in import needs
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.language.word_lists import word_list
from bot.store import AuditAction, GivenBy, StaffRecord
from bot.store.kept_calls import CallDirection, CallId, CallOutcome, CallRecord, CallState
from bot.store.kept_cases import CaseId, CaseRecord

routes = APIRouter()

ONE_DAY = timedelta(days=1)

Agent = Annotated[StaffRecord, Depends(needs(Right.RUN_CALLS))]


@routes.get("/calls")
def calls(request: Request, door: TheDoor, staff: Agent) -> Response:
    """The calls that this person has, and those that rest."""
    opened = door.records.open_calls()
    resting = [each for each in opened if each.state is CallState.PAUSED]
    mine = [each for each in opened if each.agent == staff.id and each.state is CallState.ACTIVE]
    return render(request, "calls/list.html", mine=mine, resting=resting, words=_words())


@routes.get("/calls/new")
def new(request: Request, door: TheDoor, staff: Agent, case: UUID | None = None) -> Response:
    """A form for a new call; `case` is whom it is about, where that is known."""
    known = None if case is None else case_seen(door, staff, CaseId(case))
    going_on = known and _going_on(door, known)
    return render(request, "calls/new.html", case=known, call_id=uuid4(), going_on=going_on, words=_words())


def _going_on(door: Door, case: CaseRecord) -> CallRecord | None:
    calls_about_it = door.records.calls_of_case(case.id)
    return next((each for each in calls_about_it if each.state is not CallState.ENDED), None)


@routes.post("/calls")
def begin(
    request: Request,
    door: TheDoor,
    staff: Agent,
    call: Annotated[UUID, Form()],
    caller: Annotated[GivenBy, Form()],
    direction: Annotated[CallDirection, Form()] = CallDirection.INCOMING,
    case: Annotated[UUID | None, Form()] = None,
) -> Response:
    """Begin a call, once for each form; a case that is on the phone already leads to that call."""
    about = _case_of(door, staff, call, case)
    known = _going_on(door, about)
    if known is None:
        if direction is CallDirection.OUTGOING and not may_be_called(door, about):
            raise Refusal("must_not_be_called")
        audited(door, staff, AuditAction.CALL_STARTED, str(about.id), call=str(call), direction=direction)
        known = _begun(door, staff, CallId(call), about, caller, direction)
    return go(request, path_of(known.id))


def _case_of(door: Door, staff: StaffRecord, call: UUID, case: UUID | None) -> CaseRecord:
    if case is not None:
        return case_seen(door, staff, CaseId(case))
    conversation = door.sessions.conversation(str(call))
    return door.records.open_case(conversation, door.app.now(), staff.id)


def _begun(
    door: Door,
    staff: StaffRecord,
    call: CallId,
    case: CaseRecord,
    caller: GivenBy,
    direction: CallDirection,
) -> CallRecord:
    now = door.app.now()
    if door.records.hold_case(case.id, staff.id, now).holder(now) != staff.id:
        raise Refusal("taken_over")
    continued = door.records.has_turns(case.conversation)
    return door.records.begin_call(
        call, case.id, staff.id, now, caller=caller, direction=direction, continued=continued
    )


@routes.get("/calls/{call_id}")
def show(request: Request, door: TheDoor, staff: Agent, call_id: UUID) -> Response:
    """Where a call stands; nothing changes by looking."""
    return render(request, "calls/call.html", **context_of(call_seen(door, staff, call_id)))


@routes.get("/calls/{call_id}/end")
def ending(request: Request, door: TheDoor, staff: Agent, call_id: UUID) -> Response:
    """How to end a call."""
    calling = call_seen(door, staff, call_id)
    if calling.call.state is CallState.ENDED:
        return go(request, path_of(call_id))
    outcomes = [(each, each in ENDS_WITH_CLOSING) for each in CallOutcome]
    return render(
        request,
        "calls/end.html",
        call=calling.call,
        case=calling.case,
        closing=line_words(CLOSING, staff),
        closing_read=CLOSING in lines_read(calling),
        outcomes=outcomes,
        not_a_good_time=line_words(NOT_A_GOOD_TIME, staff),
        asked=next(reversed(door.records.callbacks(conversation=calling.case.conversation)), None),
        barred=not may_be_called(door, calling.case),
        today=door.app.today(),
        tomorrow=door.app.today() + ONE_DAY,
        longest=LONGEST,
        key=str(uuid4()),
        words=_words(),
    )


class Ended(BaseModel):
    """The form of how a call ended; all but the outcome is for who wants to be called back."""

    outcome: CallOutcome
    day: date | None = None
    best_time: Annotated[str, Field(max_length=LONGEST[TIME])] = ""
    name: Annotated[str, Field(max_length=LONGEST[NAME])] = ""
    phone: Annotated[str, Field(max_length=LONGEST[PHONE])] = ""

    @field_validator("day", mode="before")
    @classmethod
    def _no_day(cls, typed: str) -> str | None:
        return typed or None

    def later(self, otherwise: date) -> Later:
        """When to call back; on the day `otherwise` where none was chosen."""
        return Later(self.day or otherwise, clean(self.best_time), clean(self.name), clean(self.phone))


@routes.post("/calls/{call_id}/end")
async def end(
    request: Request, door: TheDoor, staff: Agent, call_id: UUID, ended: Annotated[Ended, Form()]
) -> Response:
    """End a call; who is still there has heard the closing line."""
    return await done(
        request, door, staff, call_id, lambda: run_in_threadpool(_end, door, staff, call_id, ended)
    )


def _end(door: Door, staff: StaffRecord, call_id: UUID, ended: Ended) -> None:
    calling = call_shown(door, staff, call_id)
    if calling.call.state is CallState.ENDED:
        return
    if calling.call.agent != staff.id or calling.holder:
        raise Refusal("taken_over")
    outcome = ended.outcome
    if outcome in ENDS_WITH_CLOSING and CLOSING not in lines_read(calling):
        raise Refusal("closing_first")
    about = str(calling.case.id)
    later = ended.later(door.app.today() + ONE_DAY)
    with door.records.together():
        settle_queue(door, calling.case, call_id, outcome, staff.id, later)
        door.records.end_call(calling.call.id, outcome, door.app.now())
        audited(door, staff, AuditAction.CALL_ENDED, about, call=str(call_id), outcome=outcome)
    door.records.release_case(calling.case.id, staff.id, door.app.now())


def _words() -> dict:
    return word_list("calls_words", "bot.gateway.console")
