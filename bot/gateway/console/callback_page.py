"""One person who is to be called: taken in hand, called, and what came of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field, field_validator

from bot.callcenter.attempts import NextStep, NoDayToCallAgain, next_step
from bot.callcenter.handover import say_phone
from bot.callcenter.lines import NOT_A_GOOD_TIME, VOICEMAIL
from bot.callcenter.time_zones import is_an_hour_to_call, local_time
from bot.callcenter.urgency import say_outcome
from bot.conversation.contact import LONGEST, TIME
from bot.conversation.facts import ZIP_CODE
from bot.gateway.cleaning import clean
from bot.gateway.console.access import case_seen
from bot.gateway.console.auditing import audited
from bot.gateway.console.calls_page import line_words
from bot.gateway.console.going import go
from bot.gateway.console.pages import render
from bot.gateway.console.queue_page import Agent, queue_texts
from bot.gateway.console.queue_view import people_waiting, staff_names
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, CallbackClosed, StaffRecord
from bot.store.errors import MustNotBeCalled
from bot.store.kept import CallbackId, CallbackRecord
from bot.store.kept_cases import CaseRecord
from bot.store.kept_queue import AttemptOutcome, AttemptRecord

routes = APIRouter()

LONGEST_NOTE = 500
NOT_REACHED = (AttemptOutcome.NO_ANSWER, AttemptOutcome.BUSY, AttemptOutcome.WRONG_NUMBER)
READ = {AttemptOutcome.LEFT_MESSAGE: VOICEMAIL, AttemptOutcome.CALL_AGAIN: NOT_A_GOOD_TIME}
"""What was read aloud when a call came to this."""


def path_of(callback: UUID) -> str:
    """Where somebody who is to be called stands."""
    return f"/console/queue/{callback}"


@routes.get("/queue/{callback_id}")
def show(request: Request, door: TheDoor, staff: Agent, callback_id: UUID) -> Response:
    """Why somebody is to be called, and the number once they are in hand."""
    callback, case = _seen(door, staff, callback_id)
    now = door.app.now()
    there = local_time(_place(door, callback), now)
    return render(
        request,
        "queue/callback.html",
        callback=callback,
        case=case,
        phone=say_phone(callback.phone),
        barred=not door.records.may_call(callback.phone),
        reasons=_reasons(door, callback),
        there=there,
        good_hour=there is None or is_an_hour_to_call(there),
        in_hand=case.holder(now) == staff.id,
        holder=_other_holder(door, staff, callback),
        attempts=door.records.attempts([callback.id]).get(callback.id, ()),
        names=staff_names(door),
        say_outcome=say_outcome,
        today=door.app.today(),
        voicemail=_voicemail(door, staff, callback),
        not_a_good_time=line_words(NOT_A_GOOD_TIME, staff),
        longest_time=LONGEST[TIME],
        not_reached=NOT_REACHED,
        longest_note=LONGEST_NOTE,
        words=queue_texts(),
    )


@routes.post("/queue/{callback_id}/claim")
def claim(request: Request, door: TheDoor, staff: Agent, callback_id: UUID) -> Response:
    """Take somebody in hand to call them; where another has them, the page says who."""
    callback, case = _seen(door, staff, callback_id)
    with refusing():
        taken = door.records.claim_callback(callback.id, staff.id, door.app.now())
    if taken.holder(door.app.now()) == staff.id:
        audited(door, staff, AuditAction.CASE_HELD, str(case.id))
    return go(request, path_of(callback_id))


@routes.post("/queue/{callback_id}/release")
def release(request: Request, door: TheDoor, staff: Agent, callback_id: UUID) -> Response:
    """Let go of somebody without having called."""
    _, case = _seen(door, staff, callback_id)
    audited(door, staff, AuditAction.CASE_RELEASED, str(case.id))
    door.records.release_case(case.id, staff.id, door.app.now())
    return go(request, "/console/queue")


class Attempt(BaseModel):
    """The form of an attempt; `number` is its place among the attempts, so that it counts once if sent twice."""

    number: int
    outcome: AttemptOutcome
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    again_on: date | None = None
    best_time: Annotated[str, Field(max_length=LONGEST[TIME])] = ""

    @field_validator("again_on", mode="before")
    @classmethod
    def _no_day(cls, typed: str) -> str | None:
        return typed or None


@routes.post("/queue/{callback_id}/attempt")
def attempt(
    request: Request, door: TheDoor, staff: Agent, callback_id: UUID, tried: Annotated[Attempt, Form()]
) -> Response:
    """Keep what came of calling, and let go of whom nobody talks to."""
    callback, case = _seen(door, staff, callback_id)
    earlier = door.records.attempts([callback.id]).get(callback.id, ())
    if len(earlier) < tried.number:
        if case.holder(door.app.now()) != staff.id:
            raise Refusal("not_in_hand")
        _keep(door, staff, callback, case, tried, _next_step(door, earlier, tried))
    if tried.outcome is AttemptOutcome.REACHED:
        return go(request, f"/console/calls/new?case={case.id}")
    door.records.release_case(case.id, staff.id, door.app.now())
    return go(request, path_of(callback_id))


def _next_step(door: Door, earlier: Sequence[AttemptRecord], tried: Attempt) -> NextStep:
    try:
        return next_step(earlier, tried.outcome, tried.again_on, door.app.today())
    except NoDayToCallAgain:
        raise Refusal("day_missing") from None


def _keep(
    door: Door, staff: StaffRecord, callback: CallbackRecord, case: CaseRecord, tried: Attempt, step: NextStep
) -> None:
    again = tried.outcome is AttemptOutcome.CALL_AGAIN
    audited(door, staff, AuditAction.CALLBACK_CHANGED, str(case.id), outcome=tried.outcome.value)
    if tried.outcome is AttemptOutcome.DO_NOT_CALL:
        audited(door, staff, AuditAction.DO_NOT_CALL_SET, str(case.id))
    if tried.outcome in READ:
        audited(door, staff, AuditAction.LINE_READ, str(case.id), line=READ[tried.outcome])
    with refusing():
        door.records.record_attempt(
            callback.id,
            by=staff.id,
            outcome=tried.outcome,
            note=tried.note.strip() or None,
            again_on=tried.again_on if again else None,
            best_time=clean(tried.best_time) or None if again else None,
            status=step.status,
            due_on=step.due_on,
            at=door.app.now(),
        )


@contextmanager
def refusing() -> Iterator[None]:
    """Says kindly that somebody is no longer to be called."""
    try:
        yield
    except CallbackClosed:
        raise Refusal("not_to_be_called_now") from None
    except MustNotBeCalled:
        raise Refusal("must_not_be_called") from None


def _seen(door: Door, staff: StaffRecord, callback_id: UUID) -> tuple[CallbackRecord, CaseRecord]:
    callback = door.records.callback(CallbackId(callback_id))
    if callback is None:
        raise Refusal("not_found")
    if callback in door.records.waiting_callbacks(callback.conversation):
        door.records.open_case(callback.conversation, door.app.now())
    case = door.records.case_of(callback.conversation)
    if case is None:
        raise Refusal("not_found")
    return callback, case_seen(door, staff, case.id)


def _voicemail(door: Door, staff: StaffRecord, callback: CallbackRecord) -> str:
    """What is said to an answering machine; it tells whoever hears it nothing."""
    number = door.app.settings.call_center_phone or queue_texts()["own_number"]
    return line_words(VOICEMAIL, staff).replace("{number}", number).replace("{name}", callback.name)


def _other_holder(door: Door, staff: StaffRecord, callback: CallbackRecord) -> str | None:
    holder = door.records.who_calls(callback.id, staff.id, door.app.now())
    return staff_names(door).get(holder) if holder else None


def _reasons(door: Door, callback: CallbackRecord) -> tuple[str, ...]:
    return next((each.reasons for each in people_waiting(door) if each.callback.id == callback.id), ())


def _place(door: Door, callback: CallbackRecord) -> str | None:
    answers = door.records.answers_about([callback.conversation], [ZIP_CODE])
    told = answers.get(callback.conversation, {}).get(ZIP_CODE)
    return told.value if told and isinstance(told.value, str) else None
