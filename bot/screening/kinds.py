"""The kinds of facts: how each is read from JSON and written to it, and which values are impossible.

That every fact may also be "unknown" is the fact's business.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from dateutil.relativedelta import relativedelta

from bot.screening.errors import must_be, shown
from bot.screening.forms import Json, read_days, read_numbers, read_texts
from bot.values import Days, Number, Value

YEARS_AHEAD = 2
LARGEST_AMOUNT = 10_000_000
"""More than any laboratory reports: where an amount has no bound of its own, it stands for "or more"."""


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
        chosen = read_texts(raw, expected)
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
        names = read_texts(raw, "a list of names")
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
        days = read_days(raw)
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
        numbers = read_numbers(raw)
        for number in (numbers.low, numbers.high):
            if self.most is None and number < 0:
                raise must_be("0 or more", shown(number))
            if self.most is not None and not 0 <= number <= self.most:
                raise must_be(f"between 0 and {self.most}", shown(number))
            if self.whole and not float(number).is_integer():
                raise must_be("a whole number", shown(number))
        return numbers

    def write(self, value: Number) -> Json:
        low, high = _shortest(value.low), _shortest(value.high)
        return low if value.exact else {"min": low, "max": high}


def _shortest(number: float) -> float:
    return int(number) if float(number).is_integer() else number


@lru_cache
def last_day(as_of: date) -> date:
    """The last day that an answer can name on the day `as_of`."""
    return as_of + relativedelta(years=YEARS_AHEAD)
