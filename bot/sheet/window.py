"""The time window on the sheet: when it opens and closes, and how long that is from the day of the sheet."""

from datetime import date
from typing import NamedTuple

from bot.language.wording import say_count, say_day
from bot.screening.screening import Window
from bot.sheet.words import sheet_words


class WindowLine(NamedTuple):
    """One thing that is known of the window."""

    label: str
    value: str


def window_lines(window: Window, as_of: date) -> tuple[WindowLine, ...]:
    """What is known of a window that is not over on the day `as_of`; nothing where the infusion has no date."""
    if window.possibly_opens is None or window.possibly_closes is None:
        return ()
    certain = (window.opens, window.closes) == (window.possibly_opens, window.possibly_closes)
    return _exact(window, as_of) if certain else _imprecise(window, as_of)


def _exact(window: Window, as_of: date) -> tuple[WindowLine, ...]:
    return (
        _line("opens", say_day(window.possibly_opens)),
        _line("closes", say_day(window.possibly_closes)),
        _how_long(window, as_of, "{days}", "{days}", "last_day"),
    )


def _imprecise(window: Window, as_of: date) -> tuple[WindowLine, ...]:
    words = sheet_words("window")
    return (
        _line("opens", words["earliest"].format(day=say_day(window.possibly_opens))),
        _line("closes", words["latest"].format(day=say_day(window.possibly_closes))),
        *_sure(window),
        _how_long(window, as_of, words["at_least"], words["at_most"], "last_day_possibly"),
    )


def _sure(window: Window) -> tuple[WindowLine, ...]:
    if window.opens is None or window.closes is None:
        return ()
    if window.opens == window.closes:
        return (_line("sure", say_day(window.opens)),)
    days = {"opens": say_day(window.opens), "closes": say_day(window.closes)}
    return (_line("sure", sheet_words("window")["from_to"].format(**days)),)


def _how_long(window: Window, as_of: date, waiting: str, left: str, last_day: str) -> WindowLine:
    if as_of < window.possibly_opens:
        return _line("opens_in", waiting.format(days=_days(as_of, window.possibly_opens)))
    if as_of == window.possibly_closes:
        return _line("time_left", sheet_words("window")[last_day])
    return _line("time_left", left.format(days=_days(as_of, window.possibly_closes)))


def _days(start: date, end: date) -> str:
    return say_count((end - start).days, "day")


def _line(label: str, value: str) -> WindowLine:
    return WindowLine(sheet_words("window")[label], value)
