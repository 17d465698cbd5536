"""The line of therapy that a story is in, read with as few lines as the words allow."""

from dataclasses import dataclass, replace
from enum import Enum

from bot.trial.lines_of_therapy.told import Told
from bot.trial.lines_of_therapy.wording import words

NO_DRUGS: frozenset[str] = frozenset()


class Phase(Enum):
    """How far a planned line has come."""

    DRUGS = "drugs"
    TRANSPLANTED = "transplanted"
    CONSOLIDATED = "consolidated"
    UPKEEP = "upkeep"


@dataclass(frozen=True, slots=True)
class Line:
    """A line so far: whether it is the first, its phase, its latest regimen, and how many regimens it had."""

    first: bool
    phase: Phase = Phase.DRUGS
    drugs: frozenset[str] = NO_DRUGS
    regimens: int = 1
    transplanted: bool = False

    def with_regimen(self, drugs: frozenset[str]) -> "Line":
        """The line with one more regimen that is part of its plan."""
        phase = self.phase
        if phase is not Phase.DRUGS:
            phase = Phase.UPKEEP if can_be_upkeep(drugs) else Phase.CONSOLIDATED
        return replace(self, phase=phase, drugs=drugs, regimens=self.regimens + 1)

    def with_transplant(self) -> "Line":
        """The line with a transplant."""
        return replace(self, phase=Phase.TRANSPLANTED, transplanted=True)

    def with_upkeep(self, drugs: frozenset[str]) -> "Line":
        """The line with upkeep; the drugs before are remembered where the upkeep is not named."""
        return replace(self, phase=Phase.UPKEEP, drugs=drugs or self.drugs)


def can_be_upkeep(drugs: frozenset[str]) -> bool:
    """Whether these are one or two drugs that are given as upkeep."""
    return 0 < len(drugs) <= 2 and drugs <= words("one_drug_upkeep")


def started_by(told: Told, transplant: bool, *, first: bool) -> Line:
    """A new line that begins so."""
    line = Line(first, drugs=told.drugs)
    if transplant:
        return line.with_transplant()
    return line.with_upkeep(told.drugs) if told.kind == "upkeep" or told.has("upkeep") else line
