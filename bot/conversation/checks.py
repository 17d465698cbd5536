"""A reading that waits: to be confirmed by the person, or to be narrowed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.screening.forms import Json


class CheckKind(StrEnum):
    """Why a reading waits."""

    CONFIRM = "confirm"
    """The words allow this reading, but do not say it plainly."""
    NARROW = "narrow"
    """The answer is kept, but a boundary lies inside it."""
    CHANGE = "change"
    """It would take the place of an earlier answer, and close the trial."""


@dataclass(frozen=True, slots=True)
class Check:
    """A reading that waits, in the JSON form of its fact.

    `readings`: to confirm or to change, what was read, fact by fact, the one asked about first; to narrow,
    the one fact with its stretches as a list. `words`: what the person had said.
    """

    kind: CheckKind
    readings: dict[str, Json]
    words: str

    @property
    def fact(self) -> str:
        """The fact that the check is about."""
        return next(iter(self.readings))

    def as_json(self) -> dict:
        """The check as JSON, for the dialogue's tracker."""
        return {"kind": self.kind.value, "readings": self.readings, "words": self.words}

    @classmethod
    def from_json(cls, raw: dict) -> Self:
        """The check that JSON stands for."""
        return cls(CheckKind(raw["kind"]), raw["readings"], raw["words"])
