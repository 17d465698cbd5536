"""What the end of a call means for the queue."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from at_the_desk import ClockedApp, person
from people_to_call import PHONE, asks_for_a_call

from bot.gateway.console.after_call import settle_queue
from bot.gateway.door import Door
from bot.store import CallbackStatus
from bot.store.kept_calls import CallOutcome
from bot.store.kept_cases import CaseRecord
from bot.store.kept_queue import CallReason

CALL = UUID(int=5)


@pytest.fixture
def door(gateway) -> Door:
    """The door of the console."""
    return gateway.state.door


def case_of(door: Door) -> CaseRecord:
    """Sample Ann's case."""
    return door.records.open_case("chat of Sample Ann", door.app.now())


def test_who_was_spoken_with_need_not_be_called(door: Door, console_app: ClockedApp) -> None:
    asked = asks_for_a_call(console_app)
    before_window = asks_for_a_call(console_app, in_days=20, message_id="m2", reason=CallReason.WINDOW_OPENS)
    settle_queue(door, case_of(door), CALL, CallOutcome.COMPLETED)

    assert door.records.callback(asked.id).status is CallbackStatus.DONE
    assert door.records.waiting_callbacks() == (before_window,)


@pytest.mark.parametrize("outcome", set(CallOutcome) - {CallOutcome.COMPLETED})
def test_a_call_that_broke_off_leaves_the_request(
    door: Door, console_app: ClockedApp, outcome: CallOutcome
) -> None:
    asked = asks_for_a_call(console_app)
    settle_queue(door, case_of(door), CALL, outcome)

    assert door.records.waiting_callbacks() == (asked,)


def test_who_wants_to_be_called_later_stands_in_the_queue_once(door: Door, console_app: ClockedApp) -> None:
    door.records.mark_callback(asks_for_a_call(console_app).id, CallbackStatus.DONE, console_app.now())
    for _ in range(2):
        settle_queue(door, case_of(door), CALL, CallOutcome.CALL_BACK_LATER)
    (again,) = door.records.waiting_callbacks()

    assert (again.phone, again.best_time) == (PHONE, "in the morning")
    assert again.due_on == console_app.today() + timedelta(days=1)


def test_nobody_is_asked_again_without_a_number_or_against_their_wish(
    door: Door, console_app: ClockedApp
) -> None:
    settle_queue(door, case_of(door), CALL, CallOutcome.CALL_BACK_LATER)
    asks_for_a_call(console_app)
    door.records.do_not_call(PHONE, person(console_app, "agent").id, console_app.now())
    settle_queue(door, case_of(door), CALL, CallOutcome.CALL_BACK_LATER)

    assert door.records.waiting_callbacks() == ()


def test_the_end_of_a_call_at_the_console_does_it(console_client, console_app: ClockedApp) -> None:
    asked, agent, call = asks_for_a_call(console_app), console_client("agent"), uuid4()
    door_case = console_app.records.open_case(asked.conversation, console_app.now())
    agent.submit("/console/calls", call=str(call), caller="patient", case=str(door_case.id))
    agent.submit(f"/console/calls/{call}/closing", key=str(uuid4()))
    agent.submit(f"/console/calls/{call}/end", outcome="completed")

    assert console_app.records.callback(asked.id).status is CallbackStatus.DONE
