"""What is found in a text before it is known whether it is meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberRange:
    """From `low` to `high`, both included; `start` to `end` in the plain text.

    `confirm`: said vaguely. `weak`: a number only if nothing else is said.
    """

    low: float
    high: float
    start: int
    end: int
    confirm: bool = False
    weak: bool = False
