"""Who is called first, and the reasons given: both sides of every boundary.

Infused on August 1, 2026, somebody's window is open from October 20 (day 80) to November 19 (day 110).
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from bot.callcenter.urgency import Due, Waiting, in_order, infusion_of
from bot.callcenter.window_left import days_left, say_window
from bot.store.kept import CallbackId, CallbackRecord, CallbackStatus
from bot.store.kept_queue import AttemptOutcome, AttemptRecord, CallReason
from bot.store.kept_staff import StaffId
from bot.values import UNKNOWN, Days, Interval

AUGUST_1 = Interval.exactly(date(2026, 8, 1))
AUGUST_1_TO_11 = Interval(date(2026, 8, 1), date(2026, 8, 11))
AUGUST_1_TO_SEPTEMBER_15 = Interval(date(2026, 8, 1), date(2026, 9, 15))
TODAY = date(2026, 11, 15)
NOON = datetime(2026, 11, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("infused", "as_of", "left", "words"),
    [
        (AUGUST_1, date(2026, 10, 18), 32, "Window opens in 2 days"),
        (AUGUST_1, date(2026, 10, 19), 31, "Window opens in 1 day"),
        (AUGUST_1, date(2026, 10, 20), 30, "Window closes in 30 days"),
        (AUGUST_1, date(2026, 11, 18), 1, "Window closes in 1 day"),
        (AUGUST_1, date(2026, 11, 19), 0, "Today is the last day of the window"),
        (AUGUST_1, date(2026, 11, 20), None, "Window is over"),
        (AUGUST_1_TO_11, date(2026, 10, 19), 31, "Window opens in 1 to 11 days"),
        (AUGUST_1_TO_11, date(2026, 10, 20), 30, "Window may be open; it closes in 30 to 40 days"),
        (AUGUST_1_TO_11, date(2026, 10, 29), 21, "Window may be open; it closes in 21 to 31 days"),
        (AUGUST_1_TO_11, date(2026, 10, 30), 20, "Window closes in 20 to 30 days"),
        (AUGUST_1_TO_11, date(2026, 11, 19), 0, "Window closes in 0 to 10 days"),
        (AUGUST_1_TO_11, date(2026, 11, 20), 0, "Window may be over; 9 days left at most"),
        (AUGUST_1_TO_11, date(2026, 11, 28), 0, "Window may be over; 1 day left at most"),
        (AUGUST_1_TO_11, date(2026, 11, 29), 0, "Window may be over; 0 days left at most"),
        (AUGUST_1_TO_11, date(2026, 11, 30), None, "Window is over"),
        # Too vague for a day that is certainly in the window.
        (AUGUST_1_TO_SEPTEMBER_15, date(2026, 11, 19), 0, "Window may be open; it closes in 0 to 45 days"),
        (AUGUST_1_TO_SEPTEMBER_15, date(2026, 11, 20), 0, "Window may be over; 44 days left at most"),
    ],
)
def test_the_window_in_words(infused: Days, as_of: date, left: int | None, words: str) -> None:
    assert (days_left(infused, as_of), say_window(infused, as_of)) == (left, words)


def waiting(
    name: str, due_on: date = TODAY, infused: Days | None = None, waits_hours: int = 0, **other: object
) -> Waiting:
    """Somebody who is to be called."""
    asked = NOON - timedelta(hours=waits_hours)
    usual = {"best_time": None, "reason": CallReason.ASKED, "attempts": ()}
    given = {**usual, **other}
    callback = CallbackRecord(
        id=CallbackId(UUID(int=1)),
        conversation=name,
        name=name,
        phone="+15155550123",
        phone_as_given="515 555 0123",
        best_time=given["best_time"],
        consent_at=asked,
        status=CallbackStatus.REQUESTED,
        status_at=asked,
        created_at=asked,
        message_id="m1",
        due_on=due_on,
        reason=given["reason"],
    )
    return Waiting(callback, given["attempts"], infused)


def infused_days_ago(days: int, give_or_take: int = 0) -> Days:
    """An infusion so many days before today."""
    middle = TODAY - timedelta(days=days)
    return Interval(middle - timedelta(days=give_or_take), middle + timedelta(days=give_or_take))


def test_first_overdue_then_today_then_the_window_then_the_wait() -> None:
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    people = [
        waiting("tomorrow, window closes today", tomorrow, infused_days_ago(110)),
        waiting("today, no window"),
        waiting("today, no window, waits longer", waits_hours=1),
        waiting("today, window over, waits longest", infused=infused_days_ago(111), waits_hours=2),
        waiting("today, 4 days left", infused=infused_days_ago(106)),
        waiting("today, 5 days left, waits longer", infused=infused_days_ago(105), waits_hours=9),
        waiting("today, 3 to 5 days left", infused=infused_days_ago(106, give_or_take=1)),
        waiting("today, last day", infused=infused_days_ago(110)),
        waiting("yesterday, no window", yesterday),
        waiting("last week, opens in 10 days", TODAY - timedelta(days=7), infused_days_ago(70)),
    ]

    assert [each.callback.name for each in in_order(people, TODAY)] == [
        "last week, opens in 10 days",
        "yesterday, no window",
        "today, last day",
        "today, 3 to 5 days left",
        "today, 4 days left",
        "today, 5 days left, waits longer",
        "today, window over, waits longest",
        "today, no window, waits longer",
        "today, no window",
        "tomorrow, window closes today",
    ]


@pytest.mark.parametrize(
    ("due_on", "due", "words"),
    [
        (TODAY - timedelta(days=2), Due.OVERDUE, "Overdue by 2 days"),
        (TODAY - timedelta(days=1), Due.OVERDUE, "Overdue by 1 day"),
        (TODAY, Due.TODAY, "Due today"),
        (TODAY + timedelta(days=1), Due.LATER, "Due in 1 day"),
    ],
)
def test_when_it_is_due(due_on: date, due: Due, words: str) -> None:
    (queued,) = in_order([waiting("Ann", due_on)], TODAY)

    assert (queued.due, queued.reasons) == (due, (words,))


def attempt(outcome: AttemptOutcome, number: int = 1) -> AttemptRecord:
    """An attempt, yesterday."""
    return AttemptRecord(number, NOON - timedelta(days=1), StaffId(UUID(int=1)), outcome, None, None)


def test_every_reason_is_given() -> None:
    ann = waiting(
        "Ann",
        infused=infused_days_ago(106),
        best_time="in the morning",
        reason=CallReason.WINDOW_OPENS,
        attempts=(attempt(AttemptOutcome.BUSY), attempt(AttemptOutcome.NO_ANSWER, 2)),
    )
    (queued,) = in_order([ann], TODAY)

    assert queued.reasons == (
        "Due today",
        "Window closes in 4 days",
        "Agreed to a call before the window opens",
        "Tried 2 times, last: no answer",
        "Asked to be called: “in the morning”",
    )


def test_who_named_another_day_was_not_just_tried() -> None:
    (queued,) = in_order([waiting("Ann", attempts=(attempt(AttemptOutcome.CALL_AGAIN),))], TODAY)

    assert queued.reasons == ("Due today", "Asked to be called again")


@pytest.mark.parametrize(
    ("answers", "infused"),
    [
        ({"car_t_infusion_date": AUGUST_1, "car_t_product": "ide_cel"}, AUGUST_1),
        ({"car_t_infusion_date": AUGUST_1, "car_t_product": UNKNOWN}, AUGUST_1),
        ({"car_t_infusion_date": AUGUST_1}, AUGUST_1),
        ({"car_t_infusion_date": AUGUST_1, "car_t_product": "cilta_cel"}, None),
        ({"car_t_infusion_date": UNKNOWN, "car_t_product": "ide_cel"}, None),
        ({}, None),
    ],
)
def test_only_ide_cel_on_a_known_day_gives_a_window(answers: dict, infused: Days | None) -> None:
    assert infusion_of(answers) == infused
