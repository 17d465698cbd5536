"""Who is to be called first, and why: in order, each with its reasons in plain words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from bot.callcenter.window_left import days_left, say_window
from bot.language.word_lists import word_list
from bot.language.wording import say_count
from bot.store.kept import CallbackRecord
from bot.store.kept_queue import AttemptOutcome, AttemptRecord, CallReason
from bot.values import UNKNOWN, Answers, Days, Interval


class Due(IntEnum):
    """When a call is due; smaller comes first."""

    OVERDUE = 0
    TODAY = 1
    LATER = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is to be called, the attempts so far, and the day of the infusion, where it is known."""

    callback: CallbackRecord
    attempts: Sequence[AttemptRecord] = ()
    infused: Days | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A place in the queue. `days_left` are the days for which the window is surely not over; None without one."""

    waiting: Waiting
    due: Due
    days_left: int | None
    reasons: tuple[str, ...]

    @property
    def callback(self) -> CallbackRecord:
        """The request."""
        return self.waiting.callback


def infusion_of(answers: Answers) -> Days | None:
    """The day of the infusion, by which a window is counted; None without one, or after another CAR-T than ide-cel."""
    infused = answers.get("car_t_infusion_date")
    ide_cel = answers.get("car_t_product", UNKNOWN) in ("ide_cel", UNKNOWN)
    return infused if ide_cel and isinstance(infused, Interval) else None


def in_order(people: Iterable[Waiting], as_of: date) -> tuple[Queued, ...]:
    """All of them: overdue, due today, later; within each the window that closes first, then who waits longest."""
    return tuple(sorted((_queued(each, as_of) for each in people), key=_rank))


def _rank(queued: Queued) -> tuple:
    no_window = queued.days_left is None
    asked = queued.callback
    return queued.due, no_window, queued.days_left or 0, asked.created_at, asked.id


def _queued(waiting: Waiting, as_of: date) -> Queued:
    due_on = waiting.callback.due_on
    due = Due.OVERDUE if due_on < as_of else Due.TODAY if due_on == as_of else Due.LATER
    left = None if waiting.infused is None else days_left(waiting.infused, as_of)
    return Queued(waiting, due, left, tuple(_reasons(waiting, due, as_of)))


def _reasons(waiting: Waiting, due: Due, as_of: date) -> Iterator[str]:
    asked, words = waiting.callback, word_list("queue_words", "bot.callcenter")["reasons"]
    yield words[f"due_{due.name.lower()}"].format(days=say_count(abs((asked.due_on - as_of).days), "day"))
    if waiting.infused is not None:
        yield say_window(waiting.infused, as_of)
    if asked.reason is CallReason.WINDOW_OPENS:
        yield words["window_opens"]
    if waiting.attempts:
        yield _tried(waiting.attempts, words)
    if asked.best_time:
        yield words["best_time"].format(words=asked.best_time)


def _tried(attempts: Sequence[AttemptRecord], words: dict[str, str]) -> str:
    last = attempts[-1].outcome
    if last is AttemptOutcome.CALL_AGAIN:
        return words["asked_again"]
    times = say_count(len(attempts), "time")
    return words["tried"].format(times=times, last=say_outcome(last).lower())


def say_outcome(outcome: AttemptOutcome | str) -> str:
    """What came of an attempt, in words."""
    return word_list("queue_words", "bot.callcenter")["outcomes"][outcome]
