"""What the end of a call means for the queue."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from at_the_desk import ClockedApp, person
from httpx import Response
from people_to_call import PHONE, asks_for_a_call

from bot.gateway.console.after_call import Later, settle_queue
from bot.gateway.door import Door
from bot.gateway.refusals import Refusal
from bot.store import CallbackStatus, StaffId
from bot.store.kept_calls import CallOutcome
from bot.store.kept_cases import CaseRecord
from bot.store.kept_queue import AttemptOutcome, CallReason

CALL = UUID(int=5)


@pytest.fixture
def door(gateway) -> Door:
    """The door of the console."""
    return gateway.state.door


def agent(app: ClockedApp) -> StaffId:
    """Who called."""
    return person(app, "agent").id


def later(app: ClockedApp, days: int = 3, **told: str) -> Later:
    """So many days from today."""
    return Later(app.today() + timedelta(days=days), **told)


def put_off(door: Door, app: ClockedApp, days: int = 3, **told: str) -> None:
    """The call ends because another day suits them better."""
    wanted = later(app, days, **told)
    settle_queue(door, case_of(door), CALL, CallOutcome.CALL_BACK_LATER, agent(app), wanted)


def case_of(door: Door) -> CaseRecord:
    """Sample Ann's case."""
    return door.records.open_case("chat of Sample Ann", door.app.now())


def test_who_was_spoken_with_need_not_be_called(door: Door, console_app: ClockedApp) -> None:
    asked = asks_for_a_call(console_app)
    before_window = asks_for_a_call(console_app, in_days=20, message_id="m2", reason=CallReason.WINDOW_OPENS)
    settle_queue(door, case_of(door), CALL, CallOutcome.COMPLETED, agent(console_app))

    assert door.records.callback(asked.id).status is CallbackStatus.DONE
    assert door.records.waiting_callbacks() == (before_window,)


@pytest.mark.parametrize(
    "outcome", sorted(set(CallOutcome) - {CallOutcome.COMPLETED, CallOutcome.CALL_BACK_LATER})
)
def test_a_call_that_broke_off_leaves_the_request(
    door: Door, console_app: ClockedApp, outcome: CallOutcome
) -> None:
    asked = asks_for_a_call(console_app)
    settle_queue(door, case_of(door), CALL, outcome, agent(console_app), later(console_app))

    assert door.records.waiting_callbacks() == (asked,)


def test_who_wants_to_be_called_later_stands_in_the_queue_once(door: Door, console_app: ClockedApp) -> None:
    door.records.mark_callback(asks_for_a_call(console_app).id, CallbackStatus.DONE, console_app.now())
    for _ in range(2):
        put_off(door, console_app)
    (again,) = door.records.waiting_callbacks()

    assert (again.name, again.phone, again.best_time) == ("Sample Ann", PHONE, "in the morning")
    assert again.due_on == console_app.today() + timedelta(days=3)


def test_a_request_that_waits_is_put_off_with_its_history(door: Door, console_app: ClockedApp) -> None:
    asked = asks_for_a_call(console_app)
    put_off(door, console_app, best_time="after lunch")
    (again,) = door.records.waiting_callbacks()
    [tried] = door.records.attempts([asked.id])[asked.id]

    assert (again.id, again.best_time) == (asked.id, "after lunch")
    assert again.due_on == tried.again_on == console_app.today() + timedelta(days=3)
    assert (tried.outcome, tried.by) == (AttemptOutcome.CALL_AGAIN, agent(console_app))


def test_a_call_before_the_window_is_another_matter(door: Door, console_app: ClockedApp) -> None:
    before_window = asks_for_a_call(console_app, in_days=20, reason=CallReason.WINDOW_OPENS)
    put_off(door, console_app)
    there, again = door.records.waiting_callbacks()

    assert there == before_window
    assert (again.reason, again.phone) == (CallReason.ASKED, PHONE)


def test_who_never_gave_a_number_gives_it_now(door: Door, console_app: ClockedApp) -> None:
    for known in ({}, {"name": "Sample Ann"}, {"name": "Sample Ann", "phone": "1234"}):
        with pytest.raises(Refusal, match="phone_missing"):
            put_off(door, console_app, **known)
    put_off(door, console_app, name="Sample Ann", phone="515 555 0123, my cell")
    (again,) = door.records.waiting_callbacks()

    assert (again.name, again.phone, again.phone_as_given) == ("Sample Ann", PHONE, "515 555 0123, my cell")
    assert again.best_time is None


@pytest.mark.parametrize("days", [-1, 0])
def test_the_day_may_be_today_but_not_over(door: Door, console_app: ClockedApp, days: int) -> None:
    asks_for_a_call(console_app)
    if days < 0:
        with pytest.raises(Refusal, match="day_missing"):
            put_off(door, console_app, days)
    else:
        put_off(door, console_app, days)
        assert door.records.waiting_callbacks()[0].due_on == console_app.today()


def test_nobody_is_asked_again_against_their_wish(door: Door, console_app: ClockedApp) -> None:
    asks_for_a_call(console_app)
    door.records.do_not_call(PHONE, agent(console_app), console_app.now())
    with pytest.raises(Refusal, match="must_not_be_called"):
        put_off(door, console_app)

    assert door.records.waiting_callbacks() == ()


def test_the_end_of_a_call_at_the_console_does_it(console_client, console_app: ClockedApp) -> None:
    asked, agent, call = asks_for_a_call(console_app), console_client("agent"), uuid4()
    door_case = console_app.records.open_case(asked.conversation, console_app.now())
    agent.submit("/console/calls", call=str(call), caller="patient", case=str(door_case.id))
    agent.submit(f"/console/calls/{call}/closing", key=str(uuid4()))
    agent.submit(f"/console/calls/{call}/end", outcome="completed")

    assert console_app.records.callback(asked.id).status is CallbackStatus.DONE


def ended(console_client, console_app: ClockedApp, **fields: str) -> tuple[Response, Response]:
    """The page for ending a call that went to its closing line, and the answer to it."""
    browser, call = console_client("agent"), uuid4()
    browser.submit("/console/calls", call=str(call), caller="patient")
    browser.submit(f"/console/calls/{call}/closing", key=str(uuid4()))
    page = browser.get(f"/console/calls/{call}/end")
    assert 'name="phone"' in page.text
    assert f'value="{console_app.today() + timedelta(days=1)}"' in page.text
    return page, browser.submit(f"/console/calls/{call}/end", outcome="call_back_later", **fields)


def test_to_be_called_back_later_asks_for_the_day_the_time_and_the_number(
    console_client, console_app
) -> None:
    day = console_app.today() + timedelta(days=5)
    told = {"day": day.isoformat(), "best_time": "after  lunch", "name": "Sample Bo", "phone": "515-555-0123"}
    _, answer = ended(console_client, console_app, **told)
    (asked,) = console_app.records.waiting_callbacks()

    assert answer.status_code == 303
    assert (asked.due_on, asked.best_time, asked.name, asked.phone) == (
        day,
        "after lunch",
        "Sample Bo",
        PHONE,
    )


def test_without_a_day_it_is_tomorrow(console_client, console_app) -> None:
    ended(console_client, console_app, day="", name="Sample Bo", phone="515-555-0123")
    (asked,) = console_app.records.waiting_callbacks()

    assert asked.due_on == console_app.today() + timedelta(days=1)


@pytest.mark.parametrize(
    "wrong", [{"phone": "12"}, {"name": ""}, {"day": "2026-11-21"}, {"day": "soon"}, {"best_time": "x" * 101}]
)
def test_what_cannot_be_put_into_the_queue_does_not_end_the_call(console_client, console_app, wrong) -> None:
    told = {"name": "Sample Bo", "phone": "515-555-0123", "day": "2026-11-30", **wrong}
    _, answer = ended(console_client, console_app, **told)

    assert answer.status_code == 422
    assert console_app.records.waiting_callbacks() == ()
    assert len(console_app.records.open_calls()) == 1
