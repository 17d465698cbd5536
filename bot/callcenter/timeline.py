"""The trial's window as a line of days with today on it, and the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.callcenter.wording import panel_words
from bot.language.wording import say_count, say_day
from bot.screening.screening import Window
from bot.trial.criteria.disease_and_car_t import WINDOW_OPENS, window
from bot.values import UNKNOWN, Answers, Days, Interval

_AROUND = timedelta(days=10)
_WHOLE = 1000
"""The width of the picture, in its own units."""
_IDE_CEL = ("ide_cel", UNKNOWN, None)


class Position(StrEnum):
    """Where today is."""

    BEFORE = "before"
    POSSIBLY = "possibly"
    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the picture, in its units from the left."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The window's picture and its words. `certain` is None where no day is certain; `ticks` are its dates."""

    position: Position
    day: str
    state: str
    dates: str
    possible: Span
    certain: Span | None
    today: int
    ticks: tuple[tuple[int, str], ...]


def timeline_of(answers: Answers, as_of: date) -> Timeline | None:
    """The window of a person on the day `as_of`; None without a date, or after a CAR-T that the trial is not for."""
    infused = answers.get("car_t_infusion_date")
    if not isinstance(infused, Interval) or answers.get("car_t_product") not in _IDE_CEL:
        return None
    found = window(answers)
    scale = _Scale(min(found.possibly_opens, as_of) - _AROUND, max(found.possibly_closes, as_of) + _AROUND)
    position = _position(found, as_of)
    return Timeline(
        position=position,
        day=_day_in_words(infused, as_of),
        state=_state_in_words(position, infused, found, as_of),
        dates=_dates_in_words(found),
        possible=scale.span(found.possibly_opens, found.possibly_closes),
        certain=scale.span(found.opens, found.closes) if found.opens and found.closes else None,
        today=scale.middle(as_of),
        ticks=tuple((scale.middle(day), f"{day:%b} {day.day}") for day in _ends(found)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def left(self, day: date) -> int:
        return round(_WHOLE * (day - self.first).days / ((self.last - self.first).days + 1))

    def span(self, start: date, end: date) -> Span:
        x = self.left(start)
        return Span(x, self.left(end + timedelta(days=1)) - x)

    def middle(self, day: date) -> int:
        return (self.left(day) + self.left(day + timedelta(days=1))) // 2


def _ends(found: Window) -> tuple[date, date]:
    return found.possibly_opens, found.possibly_closes


def _position(found: Window, as_of: date) -> Position:
    if as_of < found.possibly_opens:
        return Position.BEFORE
    if as_of > found.possibly_closes:
        return Position.OUTSIDE
    certain = found.opens is not None and found.opens <= as_of <= found.closes
    return Position.INSIDE if certain else Position.POSSIBLY


def _day_in_words(infused: Days, as_of: date) -> str:
    words = panel_words("timeline")
    first, last = (as_of - infused.high).days, (as_of - infused.low).days
    if first < 0:
        return words["before_infusion"]
    return words["day"].format(day=last) if infused.exact else words["between"].format(first=first, last=last)


def _state_in_words(position: Position, infused: Days, found: Window, as_of: date) -> str:
    words = panel_words("timeline")
    match position:
        case Position.BEFORE:
            soonest, latest = _days(as_of, found.possibly_opens), _days(as_of, infused.high + WINDOW_OPENS)
            if infused.exact:
                return words["opens_in"].format(days=soonest)
            return words["opens_in_imprecise"].format(soonest=soonest, latest=latest)
        case Position.OUTSIDE:
            ago = _days(found.possibly_closes, as_of)
            return words["outside" if infused.exact else "outside_imprecise"].format(days=ago)
        case Position.POSSIBLY:
            return words["possibly"]
    return _time_left(infused, found, as_of)


def _time_left(infused: Days, found: Window, as_of: date) -> str:
    words = panel_words("timeline")
    if not infused.exact:
        fewest, most = _days(as_of, found.closes), _days(as_of, found.possibly_closes)
        return words["inside_imprecise"].format(fewest=fewest, most=most)
    if as_of == found.closes:
        return words["inside_last"]
    return words["inside"].format(days=_days(as_of, found.closes))


def _days(earlier: date, later: date) -> str:
    return say_count((later - earlier).days, "day")


def _dates_in_words(found: Window) -> str:
    said = {name: say_day(day) for name, day in _days_of(found)}
    if found.opens is None:
        return panel_words("timeline")["possible"].format(**said)
    same = (found.opens, found.closes) == (found.possibly_opens, found.possibly_closes)
    return panel_words("timeline")["exact" if same else "certain"].format(**said)


def _days_of(found: Window) -> Iterator[tuple[str, date]]:
    for name in ("opens", "closes", "possibly_opens", "possibly_closes"):
        day = getattr(found, name)
        if day is not None:
            yield name, day
