"""How much of the trial's window is left to somebody, in a few words. An imprecise day gives a range, never a guess."""

from datetime import date

from bot.language.word_lists import word_list
from bot.language.wording import say_count
from bot.trial.criteria.disease_and_car_t import WINDOW_CLOSES, WINDOW_OPENS
from bot.values import Days


def days_left(infused: Days, as_of: date) -> int | None:
    """The days for which the window surely is not over; None once it surely is.

    Where it may be over and may not be, that is 0: if there is a chance left, it is now.
    """
    if as_of > infused.high + WINDOW_CLOSES:
        return None
    return max((infused.low + WINDOW_CLOSES - as_of).days, 0)


def say_window(infused: Days, as_of: date) -> str:
    """Where the window stands: "Window closes in 4 days"."""
    words = word_list("queue_words", "bot.callcenter")["window"]
    if as_of > infused.high + WINDOW_CLOSES:
        return words["over"]
    if as_of < infused.low + WINDOW_OPENS:
        return words["opens"].format(
            days=_between(infused.low + WINDOW_OPENS, infused.high + WINDOW_OPENS, as_of)
        )
    if infused.exact:
        last_day = as_of == infused.low + WINDOW_CLOSES
        return words["last_day"] if last_day else words["closes"].format(days=_closes(infused, as_of))
    return words[_unsure(infused, as_of)].format(
        days=_closes(infused, as_of), most=_days(infused.high + WINDOW_CLOSES, as_of)
    )


def _unsure(infused: Days, as_of: date) -> str:
    if as_of > infused.low + WINDOW_CLOSES:
        return "may_be_over"
    return "closes" if as_of >= infused.high + WINDOW_OPENS else "may_be_open"


def _closes(infused: Days, as_of: date) -> str:
    return _between(infused.low + WINDOW_CLOSES, infused.high + WINDOW_CLOSES, as_of)


def _between(first: date, last: date, as_of: date) -> str:
    if first == last:
        return _days(first, as_of)
    return f"{(first - as_of).days} to {_days(last, as_of)}"


def _days(day: date, as_of: date) -> str:
    return say_count((day - as_of).days, "day")
