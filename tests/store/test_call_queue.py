"""Who is to be called, who has them in hand, and what came of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from alembic import command
from ciphers import CIPHER
from sqlalchemy import create_engine, text

from bot.store import (
    CallbackClosed,
    CallbackId,
    CallbackRecord,
    CallbackStatus,
    Records,
    UnknownCallback,
    open_records,
)
from bot.store.case_rows import HELD_FOR
from bot.store.errors import MustNotBeCalled
from bot.store.kept_queue import AttemptOutcome, AttemptRecord, CallReason, LiftReason
from bot.store.kept_staff import StaffId

RUTH = StaffId(UUID(int=1))
OMAR = StaffId(UUID(int=2))
SUPERVISOR = StaffId(UUID(int=3))
PHONE = "+15155550123"
OTHER_PHONE = "+15155550124"


def ask(
    records: Records, at: datetime, conversation: str = "ann", phone: str = PHONE, **other: object
) -> CallbackRecord:
    """A request to be called, kept."""
    usual = {"name": "Ann", "phone_as_given": phone, "best_time": None, "consent_at": at, "message_id": "m1"}
    return records.request_callback(conversation, phone=phone, at=at, **{**usual, **other})


def attempt(records: Records, callback: CallbackRecord, at: datetime, **other: object) -> CallbackRecord:
    """An attempt that reached nobody, kept."""
    usual = {
        "by": RUTH,
        "outcome": AttemptOutcome.NO_ANSWER,
        "note": None,
        "again_on": None,
        "status": CallbackStatus.CALLED,
        "due_on": at.date() + timedelta(days=1),
    }
    return records.record_attempt(callback.id, at=at, **{**usual, **other})


def test_the_day_and_the_reason_are_kept(records: Records, noon: datetime) -> None:
    at_once = ask(records, noon)
    then = ask(
        records,
        noon,
        message_id="m2",
        due_on=noon.date() + timedelta(days=30),
        reason=CallReason.WINDOW_OPENS,
    )

    assert (at_once.due_on, at_once.reason) == (noon.date(), CallReason.ASKED)
    assert (then.due_on, then.reason) == (noon.date() + timedelta(days=30), CallReason.WINDOW_OPENS)
    assert records.waiting_callbacks() == tuple(sorted((at_once, then), key=lambda each: each.id))
    assert records.callback(then.id) == then


@pytest.mark.parametrize("status", CallbackStatus)
def test_who_is_done_waits_no_longer(records: Records, noon: datetime, status: CallbackStatus) -> None:
    ask(records, noon, "bob")
    kept = records.mark_callback(ask(records, noon).id, status, noon)
    waits = status in (CallbackStatus.REQUESTED, CallbackStatus.CALLED)

    assert records.waiting_callbacks("ann") == ((kept,) if waits else ())


def test_an_attempt_is_kept_and_leads_to_the_next(records: Records, noon: datetime, later: datetime) -> None:
    asked = ask(records, noon)
    called = attempt(records, asked, later, note="dog barks \x00")
    again_on = noon.date() + timedelta(days=4)
    again = attempt(
        records, asked, later, by=OMAR, outcome=AttemptOutcome.CALL_AGAIN, again_on=again_on, due_on=again_on
    )

    assert (called.status, called.status_at) == (CallbackStatus.CALLED, later)
    assert called.due_on == noon.date() + timedelta(days=1) and again.due_on == again_on
    assert records.attempts([asked.id, CallbackId(uuid4())]) == {
        asked.id: (
            AttemptRecord(1, later, RUTH, AttemptOutcome.NO_ANSWER, "dog barks ", None),
            AttemptRecord(2, later, OMAR, AttemptOutcome.CALL_AGAIN, None, again_on),
        )
    }


def test_who_was_reached_cannot_be_called_once_more(records: Records, noon: datetime) -> None:
    asked = ask(records, noon)
    done = attempt(
        records, asked, noon, outcome=AttemptOutcome.REACHED, status=CallbackStatus.DONE, due_on=None
    )

    assert (done.status, done.due_on) == (CallbackStatus.DONE, noon.date())
    with pytest.raises(CallbackClosed):
        attempt(records, asked, noon)
    with pytest.raises(CallbackClosed):
        records.claim_callback(asked.id, RUTH, noon)
    with pytest.raises(UnknownCallback):
        records.claim_callback(CallbackId(uuid4()), RUTH, noon)


def test_a_claim_takes_the_case_in_hand(records: Records, noon: datetime, later: datetime) -> None:
    claimed = records.claim_callback(ask(records, noon).id, RUTH, noon)

    assert claimed == records.case_of("ann")
    assert (claimed.owner, claimed.holder(later)) == (RUTH, RUTH)
    assert records.claim_callback(records.waiting_callbacks()[0].id, OMAR, later) == claimed
    assert records.claim_callback(records.waiting_callbacks()[0].id, OMAR, noon + HELD_FOR).held_by == OMAR


def test_one_person_under_two_conversations_is_called_by_one(
    records: Records, noon: datetime, later: datetime
) -> None:
    first, second = ask(records, noon), ask(records, noon, "ann on her tablet")
    elsewhere = ask(records, noon, "bob", OTHER_PHONE)
    hers = records.claim_callback(first.id, RUTH, noon)

    assert records.claim_callback(second.id, OMAR, later) == hers
    assert records.claim_callback(elsewhere.id, OMAR, later).held_by == OMAR
    assert records.claim_callback(second.id, RUTH, later).held_by == RUTH


def test_of_several_who_claim_at_once_one_calls(records: Records, noon: datetime) -> None:
    callbacks = [ask(records, noon), ask(records, noon, "ann on her tablet")]
    staff = [StaffId(UUID(int=number)) for number in range(1, 5)]
    start = Barrier(len(staff))

    def wait_and_claim(each: StaffId) -> bool:
        start.wait()
        return records.claim_callback(callbacks[each.int % 2].id, each, noon).held_by == each

    with ThreadPoolExecutor(len(staff)) as pool:
        assert list(pool.map(wait_and_claim, staff)).count(True) == 1


def test_a_number_that_must_not_be_called_leaves_the_queue(
    records: Records, noon: datetime, later: datetime
) -> None:
    asked, again, done = ask(records, noon), ask(records, noon, "ann2"), ask(records, noon, "ann3")
    records.mark_callback(done.id, CallbackStatus.DONE, noon)
    bobs = ask(records, noon, "bob", OTHER_PHONE)
    records.do_not_call(PHONE, OMAR, later)

    assert records.waiting_callbacks() == (bobs,)
    assert not records.may_call(PHONE) and records.may_call(OTHER_PHONE)
    assert records.callback(asked.id).status is records.callback(again.id).status is CallbackStatus.CANCELLED
    assert records.callback(done.id).status is CallbackStatus.DONE
    with pytest.raises(CallbackClosed):
        records.claim_callback(asked.id, RUTH, later)


def test_it_outlasts_the_person_and_holds_under_another_conversation(
    records: Records, noon: datetime, later: datetime
) -> None:
    ask(records, noon)
    records.do_not_call(PHONE, OMAR, noon)
    records.forget("ann")

    with pytest.raises(MustNotBeCalled):
        ask(records, later, "a new browser")
    assert records.callbacks() == records.waiting_callbacks() == ()
    assert not records.may_call(PHONE)


def test_a_new_consent_lifts_it_and_this_is_kept(records: Records, noon: datetime, later: datetime) -> None:
    records.do_not_call(PHONE, OMAR, noon)
    asked = ask(records, later, lifts_do_not_call=True)

    assert records.waiting_callbacks() == (asked,) and records.may_call(PHONE)
    (entry,) = records.do_not_call_history(PHONE)
    assert (entry.since, entry.entered_by) == (noon, OMAR)
    assert (entry.lifted_at, entry.lifted_by, entry.lift_reason) == (later, None, LiftReason.AGREED_IN_CHAT)


def test_the_same_message_once_more_lifts_nothing(records: Records, noon: datetime, later: datetime) -> None:
    ask(records, noon, lifts_do_not_call=True)
    records.do_not_call(PHONE, OMAR, later)
    ask(records, noon, lifts_do_not_call=True)

    assert not records.may_call(PHONE) and records.waiting_callbacks() == ()


def test_a_supervisor_lifts_it_with_a_reason(records: Records, noon: datetime, later: datetime) -> None:
    assert not records.lift_do_not_call(PHONE, SUPERVISOR, noon, LiftReason.MISTAKE)
    records.do_not_call(PHONE, OMAR, noon)
    records.do_not_call(PHONE, RUTH, later)

    assert records.lift_do_not_call(PHONE, SUPERVISOR, later, LiftReason.MISTAKE)
    assert records.may_call(PHONE)
    records.do_not_call(PHONE, RUTH, later)
    entries = records.do_not_call_history(PHONE)
    assert {(entry.entered_by, entry.lifted_by, entry.lift_reason) for entry in entries} == {
        (OMAR, SUPERVISOR, LiftReason.MISTAKE),
        (RUTH, None, None),
    }


def test_the_number_itself_is_nowhere_in_the_list(records: Records, noon: datetime, url: str) -> None:
    records.do_not_call(PHONE, OMAR, noon)
    engine = create_engine(url)
    with engine.connect() as connection:
        kept = str(connection.execute(text("SELECT * FROM do_not_call")).all())
    engine.dispose()

    assert PHONE[2:] not in kept
    with pytest.raises(ValueError, match="ten digits"):
        records.do_not_call("515-555-0123", OMAR, noon)


def test_attempts_are_forgotten_with_the_conversation(records: Records, noon: datetime) -> None:
    asked = ask(records, noon)
    attempt(records, asked, noon)
    records.forget("ann")

    assert records.attempts([asked.id]) == {}


def test_requests_from_before_there_was_a_queue_are_in_it(
    new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch, noon: datetime
) -> None:
    url = new_database()
    upgrade = command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, _: upgrade(config, "0005"))
    open_records(url, CIPHER).close()
    monkeypatch.undo()
    kept = {
        "id": uuid4().hex,
        "conversation": "ann",
        "message_id": "m1",
        "name": CIPHER.encrypt("Ann"),
        "phone": CIPHER.encrypt(PHONE),
        "phone_as_given": CIPHER.encrypt("my cell"),
        "consent_at": "2026-11-22 12:00:00.000000",
        "created_at": "2026-11-22 12:00:00.000000",
        "status": "requested",
        "status_at": "2026-11-22 12:00:00.000000",
    }
    engine = create_engine(url)
    with engine.begin() as connection:
        columns = ", ".join(kept)
        connection.execute(
            text(f"INSERT INTO callback ({columns}) VALUES ({', '.join(f':{each}' for each in kept)})"), kept
        )
    engine.dispose()

    with open_records(url, CIPHER) as records:
        (asked,) = records.waiting_callbacks()
        assert (asked.phone, asked.due_on, asked.reason) == (PHONE, noon.date(), CallReason.ASKED)
        records.do_not_call(PHONE, OMAR, noon)
        assert records.waiting_callbacks() == ()


def test_who_says_so_on_the_phone_is_on_the_list_at_once(records: Records, noon: datetime) -> None:
    asked, again = ask(records, noon), ask(records, noon, "ann on her tablet")
    outcome = {"outcome": AttemptOutcome.DO_NOT_CALL, "status": CallbackStatus.CANCELLED, "due_on": None}
    attempt(records, asked, noon, **outcome)

    assert not records.may_call(PHONE) and records.waiting_callbacks() == ()
    assert records.callback(again.id).status is CallbackStatus.CANCELLED
    assert records.do_not_call_history(PHONE)[0].entered_by == RUTH


def test_answers_of_many_are_those_of_their_current_screening(
    records: Records, noon: datetime, later: datetime
) -> None:
    def answer(conversation: str, value: int, message_id: str, fact: str = "age") -> None:
        screening = records.begin_screening(conversation, "web", "page", noon)
        records.record_answer(screening, fact, value, words="said", message_id=message_id, at=noon)

    answer("ann", 60, "m1")
    records.abandon_screening(records.current_screening("ann").id, later)
    answer("ann", 61, "m2")
    answer("ann", 62, "m3")
    answer("ann", 1, "m4", fact="ecog")
    answer("bob", 50, "m1")
    found = records.answers_about(["ann", "bob", "nobody"], ["age"])

    assert {name: [each.value for each in facts.values()] for name, facts in found.items()} == {
        "ann": [62],
        "bob": [50],
    }
    assert records.answers_about(["bob"], ["ecog"]) == records.answers_about([], ["age"]) == {}


def test_cases_of_many_conversations(records: Records, noon: datetime) -> None:
    anns, _ = records.open_case("ann", noon), records.open_case("bob", noon)

    assert records.cases_about(["ann", "nobody"]) == {"ann": anns}


def test_those_to_be_called_by_a_day_are_counted(records: Records, noon: datetime) -> None:
    today, tomorrow = noon.date(), noon.date() + timedelta(days=1)
    ask(records, noon, "ann", due_on=today)
    ask(records, noon, "bob", OTHER_PHONE, due_on=tomorrow)
    assert records.count_waiting_callbacks(today) == 1
    assert records.count_waiting_callbacks(tomorrow) == 2

    records.mark_callback(records.callbacks(conversation="ann")[0].id, CallbackStatus.DONE, noon)
    records.do_not_call(OTHER_PHONE, by=SUPERVISOR, at=noon)
    assert records.count_waiting_callbacks(tomorrow) == 0
