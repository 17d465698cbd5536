"""The day for which a call is offered to somebody whose window is not open yet."""

from datetime import date

import pytest

from bot.conversation.later_call import later_call
from bot.screening.screening import Screening, Window
from bot.screening.verdict import Outcome

JANUARY_20 = date(2027, 1, 20)


def screening(as_of: date, opens: date | None, outcome: Outcome = Outcome.NOT_YET) -> Screening:
    """A finished screen whose window opens on this day, or perhaps a little later."""
    window = Window(opens and JANUARY_20, opens and JANUARY_20, opens, opens and JANUARY_20)
    return Screening(as_of, {}, outcome, window, None)


@pytest.mark.parametrize(
    ("as_of", "opens", "day"),
    [
        (date(2026, 11, 22), date(2027, 1, 10), date(2027, 1, 3)),
        (date(2027, 1, 2), date(2027, 1, 10), date(2027, 1, 3)),
        (date(2027, 1, 3), date(2027, 1, 10), date(2027, 1, 3)),
        # Less than a week is left: as soon as may be.
        (date(2027, 1, 4), date(2027, 1, 10), date(2027, 1, 4)),
        (date(2027, 1, 9), date(2027, 1, 10), date(2027, 1, 9)),
        # It is open, or may be.
        (date(2027, 1, 10), date(2027, 1, 10), None),
        (date(2026, 11, 22), None, None),
    ],
)
def test_a_week_before_it_can_open(as_of: date, opens: date | None, day: date | None) -> None:
    assert later_call(screening(as_of, opens)) == day


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.NOT_YET])
def test_only_who_has_to_wait_is_offered_one(outcome: Outcome) -> None:
    assert later_call(screening(date(2026, 11, 22), date(2027, 1, 10), outcome)) is None
