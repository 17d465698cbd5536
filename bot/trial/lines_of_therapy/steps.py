"""What a story of treatments consists of, and what is said of each part."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bot.values import Interval


class Kind(Enum):
    """What a step of the story is."""

    TREATMENT = "treatment"
    TRANSPLANT = "transplant"
    MAINTENANCE = "maintenance"
    CAR_T = "car_t"
    RELAPSE = "relapse"


class Begins(Enum):
    """Whether a step begins a new line of therapy."""

    NEW_LINE = "new_line"
    SAME_LINE = "same_line"
    EITHER = "either"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it was recognised.

    `words` are the person's own, at `start` to `end` (excluded) of the text. `medicines` are non-proprietary
    names in order of the alphabet. `reason` is a key of reasons.yml.
    """

    words: str
    kind: Kind
    medicines: tuple[str, ...]
    begins: Begins
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many lines of therapy there were before the CAR-T, at least and at most, and why.

    `reasons` are keys of reasons.yml in the order of the story, each once.
    """

    lines: Interval[float]
    steps: tuple[Step, ...]
    reasons: tuple[str, ...]


def each_once(reasons: Iterable[str]) -> tuple[str, ...]:
    """The reasons without repetition, in their order."""
    return tuple(dict.fromkeys(reasons))
