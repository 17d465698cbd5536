"""What the end of a call means for the queue."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.gateway.door import Door
from bot.gateway.refusals import Refusal
from bot.language.phone import read_phone
from bot.store import CallbackStatus, StaffId
from bot.store.errors import MustNotBeCalled
from bot.store.kept import CallbackRecord
from bot.store.kept_calls import CallOutcome
from bot.store.kept_cases import CaseRecord
from bot.store.kept_queue import AttemptOutcome, CallReason


@dataclass(frozen=True, slots=True)
class Later:
    """The day on which somebody wants to be called, the best time in their words, and whom to ask for at which number.

    `name` and `phone`, as they said them, are empty where they stand in an earlier request.
    """

    day: date
    best_time: str = ""
    name: str = ""
    phone: str = ""


def settle_queue(
    door: Door, case: CaseRecord, call: UUID, outcome: CallOutcome, staff: StaffId, later: Later | None = None
) -> None:
    """Who was spoken with to the end need not be called for that; who wants to be called later stands in the queue.

    A call before the window opens was agreed to for then, and stays. Raises Refusal for a day that is over, and where
    nobody knows at which number they can be called.
    """
    waiting = [
        each for each in door.records.waiting_callbacks(case.conversation) if each.reason is CallReason.ASKED
    ]
    if outcome is CallOutcome.COMPLETED:
        for each in waiting:
            door.records.mark_callback(each.id, CallbackStatus.DONE, door.app.now())
    elif outcome is CallOutcome.CALL_BACK_LATER and later is not None:
        if later.day < door.app.today():
            raise Refusal("day_missing")
        for each in waiting:
            _put_off(door, each, staff, later)
        if not waiting:
            _ask_again(door, case, call, later)


def _put_off(door: Door, asked: CallbackRecord, staff: StaffId, later: Later) -> None:
    door.records.record_attempt(
        asked.id,
        by=staff,
        outcome=AttemptOutcome.CALL_AGAIN,
        note=None,
        again_on=later.day,
        status=CallbackStatus.CALLED,
        due_on=later.day,
        at=door.app.now(),
        best_time=later.best_time or None,
    )


def _ask_again(door: Door, case: CaseRecord, call: UUID, later: Later) -> None:
    """What was not said anew is as in the last request."""
    earlier = door.records.callbacks(conversation=case.conversation)
    last = earlier[-1] if earlier else None
    name, phone_as_given = later.name or (last and last.name), later.phone or (last and last.phone_as_given)
    number = read_phone(later.phone) if later.phone else None
    phone = number.value if number else last.phone if last and not later.phone else None
    if not name or not phone_as_given or not phone:
        raise Refusal("phone_missing")
    now = door.app.now()
    try:
        door.records.request_callback(
            case.conversation,
            name=name,
            phone=phone,
            phone_as_given=phone_as_given,
            best_time=later.best_time or (last and last.best_time),
            consent_at=now,
            message_id=f"call {call}",
            at=now,
            due_on=later.day,
        )
    except MustNotBeCalled:
        raise Refusal("must_not_be_called") from None
