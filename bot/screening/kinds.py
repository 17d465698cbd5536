"""The kinds of facts: how each is read from JSON and written to it, and which values are impossible.

JSON as in the batch contract: a date is "YYYY-MM-DD" or {"earliest", "latest"}, a number is n or
{"min", "max"}, both ends included. That every fact may also be "unknown" is the fact's business.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol, TypeVar

from dateutil.relativedelta import relativedelta

from bot.screening.errors import must_be, shown
from bot.values import Days, Interval, Number, Value

Json = str | bool | int | float | list | dict | None
Point = TypeVar("Point")

YEARS_AHEAD = 2
DATE_FORM = 'a date as "YYYY-MM-DD", or {"earliest": ..., "latest": ...}'
NUMBER_FORM = 'a number, or {"min": ..., "max": ...}'
_LARGEST_NUMBER = 1e300


class Kind(Protocol):
    """What the values of a fact look like."""

    def read(self, raw: Json, as_of: date) -> Value:
        """The value that JSON stands for. Raises ImpossibleAnswer if it cannot be on the day `as_of`."""

    def write(self, value: Value) -> Json:
        """The JSON that stands for the value."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list of words."""

    words: tuple[str, ...]

    def read(self, raw: Json, as_of: date) -> str:
        if not isinstance(raw, str) or raw not in self.words:
            raise must_be(f"one of {', '.join(self.words)}", shown(raw))
        return raw

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Choices:
    """Any number of a closed list of words, in any order."""

    words: tuple[str, ...]

    def read(self, raw: Json, as_of: date) -> frozenset[str]:
        expected = f"a list of {', '.join(self.words)}"
        chosen = _strings(raw, expected)
        for word in chosen:
            if word not in self.words:
                raise must_be(expected, f"one that holds {shown(word)}")
        return frozenset(chosen)

    def write(self, value: frozenset[str]) -> list[str]:
        return [word for word in self.words if word in value]


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    def read(self, raw: Json, as_of: date) -> bool:
        if not isinstance(raw, bool):
            raise must_be("true or false", shown(raw))
        return raw

    def write(self, value: bool) -> bool:
        return value


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names in the person's own words; an empty list says that there are none."""

    def read(self, raw: Json, as_of: date) -> tuple[str, ...]:
        names = _strings(raw, "a list of names")
        if not all(name.strip() for name in names):
            raise must_be("a list of names", "one that holds a blank")
        return tuple(names)

    def write(self, value: tuple[str, ...]) -> list[str]:
        return list(value)


@dataclass(frozen=True, slots=True)
class Date:
    """A day, exact or between two days, or one of a few `words` in its place.

    It cannot be before `first`, nor more than two years after the day of the screen.
    """

    first: date
    words: tuple[str, ...] = ()

    def read(self, raw: Json, as_of: date) -> Days | str:
        if isinstance(raw, str) and raw in self.words:
            return raw
        days = _interval(raw, ("earliest", "latest"), read_day, DATE_FORM)
        last = last_day(as_of)
        for day in (days.low, days.high):
            if not self.first <= day <= last:
                raise must_be(f"between {self.first} and {last}", str(day))
        return days

    def write(self, value: Days | str) -> Json:
        if isinstance(value, str):
            return value
        if value.exact:
            return value.low.isoformat()
        return {"earliest": value.low.isoformat(), "latest": value.high.isoformat()}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, exact or between two numbers, from 0 to `most` (None: no upper bound). `whole`: a count."""

    most: float | None = None
    whole: bool = False

    def read(self, raw: Json, as_of: date) -> Number:
        numbers = _interval(raw, ("min", "max"), _read_number, NUMBER_FORM)
        for number in (numbers.low, numbers.high):
            if self.most is None and number < 0:
                raise must_be("0 or more", shown(number))
            if self.most is not None and not 0 <= number <= self.most:
                raise must_be(f"between 0 and {self.most}", shown(number))
            if self.whole and not float(number).is_integer():
                raise must_be("a whole number", shown(number))
        return numbers

    def write(self, value: Number) -> Json:
        return value.low if value.exact else {"min": value.low, "max": value.high}


@lru_cache
def last_day(as_of: date) -> date:
    """The last day that an answer can name on the day `as_of`."""
    return as_of + relativedelta(years=YEARS_AHEAD)


def read_day(raw: Json) -> date:
    """The day that "YYYY-MM-DD" stands for. Raises ImpossibleAnswer for any other form, or no such day."""
    # date.fromisoformat alone also takes 20261122 and 2026-W47-7.
    if not isinstance(raw, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
        raise must_be(DATE_FORM, shown(raw))
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise must_be("a day of the calendar", raw) from None


def _read_number(raw: Json) -> float:
    # To Python true is the number 1; to a person it is not. No comparison holds for NaN.
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) <= _LARGEST_NUMBER:
        raise must_be(NUMBER_FORM, shown(raw))
    return raw


def _interval(
    raw: Json, ends: tuple[str, str], read_point: Callable[[Json], Point], expected: str
) -> Interval[Point]:
    if not isinstance(raw, dict):
        return Interval.exactly(read_point(raw))
    if set(raw) != set(ends):
        raise must_be(expected, shown(raw))
    low, high = (read_point(raw[end]) for end in ends)
    if high < low:
        raise must_be(f"given with {ends[0]} before {ends[1]}", f"{low} to {high}")
    return Interval(low, high)


def _strings(raw: Json, expected: str) -> list[str]:
    if not isinstance(raw, list):
        raise must_be(expected, shown(raw))
    for item in raw:
        if not isinstance(item, str):
            raise must_be(expected, f"one that holds {shown(item)}")
    return raw
