"""What each attempt to call somebody leads to."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from bot.callcenter.attempts import NextStep, NoDayToCallAgain, next_step
from bot.store.kept import CallbackStatus
from bot.store.kept_queue import AttemptOutcome, AttemptRecord
from bot.store.kept_staff import StaffId

TODAY = date(2026, 11, 16)
REACHED, NO_ANSWER, LEFT_MESSAGE, BUSY, CALL_AGAIN, WRONG_NUMBER, DECLINED, DO_NOT_CALL = AttemptOutcome
CALLED, DONE, CANCELLED, GIVEN_UP = (
    CallbackStatus.CALLED,
    CallbackStatus.DONE,
    CallbackStatus.CANCELLED,
    CallbackStatus.GIVEN_UP,
)


def attempts(*outcomes: AttemptOutcome) -> list[AttemptRecord]:
    """Attempts with these outcomes, in this order."""
    noon = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
    return [
        AttemptRecord(number, noon, StaffId(UUID(int=1)), outcome, None, None)
        for number, outcome in enumerate(outcomes, 1)
    ]


def in_days(days: int) -> date:
    """The day so many days from today."""
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("earlier", "outcome", "status", "due_on"),
    [
        ([], REACHED, DONE, None),
        ([], DECLINED, CANCELLED, None),
        ([], WRONG_NUMBER, CANCELLED, None),
        ([], DO_NOT_CALL, CANCELLED, None),
        ([], NO_ANSWER, CALLED, in_days(1)),
        ([], LEFT_MESSAGE, CALLED, in_days(1)),
        ([NO_ANSWER], NO_ANSWER, CALLED, in_days(2)),
        ([NO_ANSWER], LEFT_MESSAGE, CALLED, in_days(2)),
        ([NO_ANSWER, LEFT_MESSAGE], NO_ANSWER, CALLED, in_days(4)),
        ([NO_ANSWER, LEFT_MESSAGE, NO_ANSWER], NO_ANSWER, GIVEN_UP, None),
        ([NO_ANSWER, LEFT_MESSAGE, NO_ANSWER], REACHED, DONE, None),
        # Who named another day was reached, and the count begins anew.
        ([NO_ANSWER, NO_ANSWER, NO_ANSWER, CALL_AGAIN], NO_ANSWER, CALLED, in_days(1)),
        # A busy line is tried again the same day; busy once more, nobody answered.
        ([], BUSY, CALLED, TODAY),
        ([BUSY], BUSY, CALLED, in_days(1)),
        ([BUSY], NO_ANSWER, CALLED, in_days(1)),
        ([NO_ANSWER, BUSY], BUSY, CALLED, in_days(2)),
        ([BUSY, BUSY, BUSY], BUSY, CALLED, in_days(4)),
        ([BUSY, BUSY, BUSY, BUSY], BUSY, GIVEN_UP, None),
        ([NO_ANSWER, NO_ANSWER, NO_ANSWER], BUSY, CALLED, TODAY),
        ([NO_ANSWER, NO_ANSWER, NO_ANSWER, BUSY], NO_ANSWER, GIVEN_UP, None),
    ],
)
def test_what_it_leads_to(
    earlier: list[AttemptOutcome], outcome: AttemptOutcome, status: CallbackStatus, due_on: date | None
) -> None:
    assert next_step(attempts(*earlier), outcome, None, TODAY) == NextStep(status, due_on)


@pytest.mark.parametrize("again_on", [TODAY, in_days(1), in_days(40)])
def test_a_day_that_they_named_is_that_day(again_on: date) -> None:
    assert next_step([], CALL_AGAIN, again_on, TODAY) == NextStep(CALLED, again_on)


@pytest.mark.parametrize("again_on", [None, in_days(-1)])
def test_a_day_that_is_over_or_missing_is_refused(again_on: date | None) -> None:
    with pytest.raises(NoDayToCallAgain):
        next_step([], CALL_AGAIN, again_on, TODAY)
