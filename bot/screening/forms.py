"""The forms of the batch contract: a date or a number, exact or between two of them, and lists of texts."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from bot.screening.errors import must_be, shown
from bot.values import Days, Interval, Number

Json = str | bool | int | float | list | dict | None
Point = TypeVar("Point")

DATE_FORM = 'a date as "YYYY-MM-DD", or {"earliest": ..., "latest": ...}'
NUMBER_FORM = 'a number, or {"min": ..., "max": ...}'
_LARGEST_NUMBER = 1e300
"""Beyond it arithmetic with fractions fails; no measurement comes near."""


def read_days(raw: Json) -> Days:
    """A day, or the days from "earliest" to "latest". Raises ImpossibleAnswer for any other form."""
    return _read_interval(raw, ("earliest", "latest"), read_day, DATE_FORM)


def read_numbers(raw: Json) -> Number:
    """A number, or the numbers from "min" to "max". Raises ImpossibleAnswer for any other form."""
    return _read_interval(raw, ("min", "max"), _read_number, NUMBER_FORM)


def read_texts(raw: Json, expected: str) -> list[str]:
    """A list of texts. Raises ImpossibleAnswer, saying what is `expected`, for any other form."""
    if not isinstance(raw, list):
        raise must_be(expected, shown(raw))
    for item in raw:
        if not isinstance(item, str):
            raise must_be(expected, f"one that holds {shown(item)}")
    return raw


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


def _read_interval(
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
