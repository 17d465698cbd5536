"""The values that a fact can have, shared by the rooms that reason and the room that reads words.

Three ideas of the pre-screen stand here as types: what was asked and is not known is `UNKNOWN`, what
was not asked is simply absent from the answers, and what is imprecise is an `Interval`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Generic, Protocol, Self, TypeVar


class _Ordered(Protocol):
    def __lt__(self, other: Self, /) -> bool: ...


Point = TypeVar("Point", bound=_Ordered)


@dataclass(frozen=True, slots=True)
class Interval(Generic[Point]):
    """All points from `low` to `high`, both included; an exact value has `low == high`.

    Raises ValueError when the ends are reversed.
    """

    low: Point
    high: Point

    def __post_init__(self) -> None:
        if self.high < self.low:
            raise ValueError(f"an interval cannot end ({self.high}) before it begins ({self.low})")

    @classmethod
    def exactly(cls, point: Point) -> "Interval[Point]":
        """The interval that holds one point only."""
        return cls(point, point)

    @property
    def exact(self) -> bool:
        """Whether it holds one point only."""
        return self.low == self.high


class Unknown(Enum):
    """The type of the one value UNKNOWN: the person was asked, and does not know."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return self.name


UNKNOWN = Unknown.UNKNOWN

Days = Interval[date]
Number = Interval[float]
Value = str | bool | frozenset[str] | tuple[str, ...] | Days | Number | Unknown
"""A choice, a truth, several choices, names in the person's words, a date, a number, or UNKNOWN."""

Answers = Mapping[str, Value]
"""What is known of a person: fact name to value. A fact that is not in it was not asked."""
