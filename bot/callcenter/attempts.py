"""What an attempt to call somebody leads to: the one place that says when to try again, and when to stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.store.kept import CallbackStatus
from bot.store.kept_queue import AttemptOutcome, AttemptRecord

WAITS = (timedelta(days=1), timedelta(days=2), timedelta(days=4))
"""How long to wait after the first, second and third time that nobody answered.

Longer each time, so that the days of the week differ. Who was not reached in four tries over a week does not want to
talk, or cannot; more would be pestering somebody who is ill. They can ask for a call again at any time.
"""

UNANSWERED = frozenset({AttemptOutcome.NO_ANSWER, AttemptOutcome.LEFT_MESSAGE, AttemptOutcome.BUSY})

ENDINGS = {
    AttemptOutcome.REACHED: CallbackStatus.DONE,
    AttemptOutcome.DECLINED: CallbackStatus.CANCELLED,
    AttemptOutcome.WRONG_NUMBER: CallbackStatus.CANCELLED,
    AttemptOutcome.DO_NOT_CALL: CallbackStatus.CANCELLED,
}
"""After these nobody is called again."""


class NoDayToCallAgain(ValueError):
    """Somebody asked to be called again, but no day from today on was given."""

    def __init__(self) -> None:
        super().__init__("to call again, a day is needed that is not over")


@dataclass(frozen=True, slots=True)
class NextStep:
    """How far the request has come after an attempt, and the day of the next one, if any."""

    status: CallbackStatus
    due_on: date | None


def next_step(
    earlier: Sequence[AttemptRecord], outcome: AttemptOutcome, again_on: date | None, today: date
) -> NextStep:
    """What an attempt made today leads to, after these earlier ones. Raises NoDayToCallAgain."""
    if outcome in ENDINGS:
        return NextStep(ENDINGS[outcome], None)
    if outcome is AttemptOutcome.CALL_AGAIN:
        if again_on is None or again_on < today:
            raise NoDayToCallAgain
        return NextStep(CallbackStatus.CALLED, again_on)
    if outcome is AttemptOutcome.BUSY and not _last_was_busy(earlier):
        return NextStep(CallbackStatus.CALLED, today)
    before = unanswered_in_a_row(earlier)
    if before >= len(WAITS):
        return NextStep(CallbackStatus.GIVEN_UP, None)
    return NextStep(CallbackStatus.CALLED, today + WAITS[before])


def unanswered_in_a_row(attempts: Sequence[AttemptRecord]) -> int:
    """How often nobody answered since somebody did; a line that was busy once is tried again and does not count."""
    count, busy = 0, False
    for attempt in attempts:
        if attempt.outcome not in UNANSWERED:
            count = 0
        elif attempt.outcome is not AttemptOutcome.BUSY or busy:
            count += 1
        busy = attempt.outcome is AttemptOutcome.BUSY
    return count


def _last_was_busy(attempts: Sequence[AttemptRecord]) -> bool:
    return bool(attempts) and attempts[-1].outcome is AttemptOutcome.BUSY
