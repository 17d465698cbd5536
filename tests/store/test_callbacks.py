"""Requests to be called back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from traceback import format_exception
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import (
    CallbackClosed,
    CallbackId,
    CallbackRecord,
    CallbackStatus,
    Records,
    UnknownCallback,
)
from bot.store.kept_queue import CallReason

ENDINGS = [CallbackStatus.DONE, CallbackStatus.CANCELLED]


def ask(records: Records, at: datetime, conversation: str = "ann", **other: object) -> CallbackRecord:
    """A request to be called, kept."""
    usual = {
        "name": "Ann Smith",
        "phone": "+15155550123",
        "phone_as_given": "my cell, 515-555-0123 ext 4",
        "best_time": "after 5, not Fridays",
        "consent_at": at - timedelta(minutes=1),
        "message_id": "m1",
    }
    return records.request_callback(conversation, **{**usual, **other}, at=at)


def test_a_request_is_kept_as_it_was_made(records: Records, noon: datetime) -> None:
    kept = ask(records, noon)

    assert kept == CallbackRecord(
        id=kept.id,
        conversation="ann",
        name="Ann Smith",
        phone="+15155550123",
        phone_as_given="my cell, 515-555-0123 ext 4",
        best_time="after 5, not Fridays",
        consent_at=noon - timedelta(minutes=1),
        status=CallbackStatus.REQUESTED,
        status_at=noon,
        created_at=noon,
        message_id="m1",
        due_on=noon.date(),
        reason=CallReason.ASKED,
    )
    assert isinstance(kept.id, UUID)
    assert records.callbacks() == (kept,)


def test_it_needs_no_screening_and_begins_none(records: Records, noon: datetime) -> None:
    ask(records, noon)

    assert records.current_screening("ann") is None


def test_no_best_time_is_no_best_time(records: Records, noon: datetime) -> None:
    assert ask(records, noon, best_time=None) == records.callbacks()[0]
    assert records.callbacks()[0].best_time is None


def test_words_that_a_database_cannot_hold_lose_no_request(records: Records, noon: datetime) -> None:
    ask(records, noon, name="Ann\x00 Smith", best_time="after 5 \ud83d")

    assert (records.callbacks()[0].name, records.callbacks()[0].best_time) == ("Ann Smith", "after 5 ?")


@pytest.mark.parametrize(
    "phone",
    ["", "5155550123", "+1 515 555 0123", "+1515555012", "+151555501234", "+442079460958", "+1515555012a"],
)
def test_another_form_of_a_number_is_refused_and_not_repeated(
    records: Records, noon: datetime, phone: str
) -> None:
    with pytest.raises(ValueError, match="ten digits") as raised:
        ask(records, noon, phone=phone)
    assert phone == "" or phone not in str(raised.value)
    assert records.callbacks() == ()


def test_without_a_consent_nothing_is_kept(records: Records, noon: datetime) -> None:
    with pytest.raises(IntegrityError) as raised:
        ask(records, noon, consent_at=None)
    shown = "".join(format_exception(raised.value))
    assert "Smith" not in shown and "NULL" in shown.upper()
    assert records.callbacks() == ()


def test_a_message_delivered_again_asks_once(records: Records, noon: datetime, later: datetime) -> None:
    first = ask(records, noon)

    assert ask(records, later, name="Someone else") == first
    assert records.callbacks() == (first,)


def test_a_message_delivered_again_does_not_undo_a_cancellation(
    records: Records, noon: datetime, later: datetime
) -> None:
    cancelled = records.cancel_callback(ask(records, noon).id, later)

    assert ask(records, noon) == cancelled
    assert cancelled.status is CallbackStatus.CANCELLED


def test_another_message_or_conversation_asks_anew(records: Records, noon: datetime) -> None:
    asked = {ask(records, noon), ask(records, noon, message_id="m2"), ask(records, noon, "bob")}

    assert len(asked) == 3
    assert set(records.callbacks()) == asked


def test_a_message_delivered_twice_at_once_asks_once(records: Records, noon: datetime) -> None:
    workers = 4
    start = Barrier(workers)

    def wait_and_ask(_: int) -> CallbackRecord:
        start.wait()
        return ask(records, noon)

    with ThreadPoolExecutor(workers) as pool:
        assert set(pool.map(wait_and_ask, range(workers))) == set(records.callbacks())
    assert len(records.callbacks()) == 1


def test_the_oldest_comes_first(records: Records, noon: datetime) -> None:
    for hour in (3, 1, 2):
        ask(records, noon + timedelta(hours=hour), message_id=str(hour))

    assert [callback.message_id for callback in records.callbacks()] == ["1", "2", "3"]


def test_they_are_found_by_status_and_by_conversation(
    records: Records, noon: datetime, later: datetime
) -> None:
    anns = ask(records, noon)
    bobs = ask(records, later, "bob")
    called = records.mark_callback(anns.id, CallbackStatus.CALLED, later)

    assert records.callbacks(CallbackStatus.REQUESTED) == (bobs,)
    assert records.callbacks(status=CallbackStatus.CALLED) == (called,)
    assert records.callbacks(CallbackStatus.DONE) == ()
    assert records.callbacks(conversation="bob") == (bobs,)
    assert records.callbacks(CallbackStatus.CALLED, "bob") == ()


def test_each_step_keeps_its_time(records: Records, noon: datetime, later: datetime) -> None:
    callback = ask(records, noon).id
    called = records.mark_callback(callback, CallbackStatus.CALLED, later)
    done = records.mark_callback(callback, CallbackStatus.DONE, later + timedelta(hours=1))

    assert (called.status, called.status_at, called.created_at) == (CallbackStatus.CALLED, later, noon)
    assert (done.status, done.status_at) == (CallbackStatus.DONE, later + timedelta(hours=1))
    assert records.callbacks() == (done,)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_step_twice_keeps_the_first_time(
    records: Records, noon: datetime, later: datetime, ending: CallbackStatus
) -> None:
    callback = ask(records, noon).id
    first = records.mark_callback(callback, ending, noon)

    assert records.mark_callback(callback, ending, later) == first


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("status", CallbackStatus)
def test_a_request_that_is_done_or_cancelled_does_not_change(
    records: Records, noon: datetime, later: datetime, ending: CallbackStatus, status: CallbackStatus
) -> None:
    callback = ask(records, noon).id
    ended = records.mark_callback(callback, ending, noon)
    if status is not ending:
        with pytest.raises(CallbackClosed, match="done or cancelled"):
            records.mark_callback(callback, status, later)

    assert records.callbacks() == (ended,)


def test_a_request_that_is_not_kept_cannot_change(records: Records, noon: datetime) -> None:
    with pytest.raises(UnknownCallback):
        records.cancel_callback(CallbackId(uuid4()), noon)

    forgotten = ask(records, noon).id
    records.forget("ann")
    with pytest.raises(UnknownCallback):
        records.mark_callback(forgotten, CallbackStatus.CALLED, noon)
