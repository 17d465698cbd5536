"""What the end of a call means for the queue."""

from datetime import timedelta
from uuid import UUID

from bot.gateway.door import Door
from bot.store import CallbackStatus
from bot.store.kept_calls import CallOutcome
from bot.store.kept_cases import CaseRecord
from bot.store.kept_queue import CallReason


def settle_queue(door: Door, case: CaseRecord, call: UUID, outcome: CallOutcome) -> None:
    """Who was spoken with to the end need not be called for that; who wants to be called later stands in the queue.

    A call before the window opens was agreed to for then, and stays.
    """
    waiting = door.records.waiting_callbacks(case.conversation)
    if outcome is CallOutcome.COMPLETED:
        for each in waiting:
            if each.reason is CallReason.ASKED:
                door.records.mark_callback(each.id, CallbackStatus.DONE, door.app.now())
    elif outcome is CallOutcome.CALL_BACK_LATER and not waiting:
        _ask_again(door, case, call)


def _ask_again(door: Door, case: CaseRecord, call: UUID) -> None:
    """The next day: the number, the name and the time are those of the last request; without one nobody can call."""
    asked = door.records.callbacks(conversation=case.conversation)
    if not asked or not door.records.may_call(asked[-1].phone):
        return
    last, now = asked[-1], door.app.now()
    door.records.request_callback(
        case.conversation,
        name=last.name,
        phone=last.phone,
        phone_as_given=last.phone_as_given,
        best_time=last.best_time,
        consent_at=now,
        message_id=f"call {call}",
        at=now,
        due_on=door.app.today() + timedelta(days=1),
    )
