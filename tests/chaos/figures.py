"""The figures of a chaos run."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from kept_screens import Found
from patients import Screen

SHOWN = 12


@dataclass(slots=True)
class Figures:
    """What was done, what the patients saw, and what was found on record."""

    seed: int
    faults: Counter = field(default_factory=Counter)
    back: list[float] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    screens: list[Screen] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    words_in_log: int = 0

    @property
    def lost(self) -> int:
        """Answers that the door accepted and that are not on record."""
        return sum(each.lost for each in self.found)

    @property
    def doubled(self) -> int:
        """Answers on record more often than they were given."""
        return sum(each.doubled for each in self.found)

    @property
    def wrong(self) -> int:
        """Screens that went or ended in another way than without disturbance."""
        return sum(bool(each.wrong) for each in self.found)

    @property
    def unkind(self) -> list[str]:
        """Refusals without a kind sentence, and replies without a word."""
        return [each for screen in self.screens for each in screen.unkind]

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all was wrong."""
        return not (self.lost or self.doubled or self.wrong or self.unkind or self.words_in_log)

    def text(self) -> str:
        """All of it, for a terminal."""
        turns = sum(len(each.turns) for each in self.screens)
        waits = [each for screen in self.screens for each in screen.waits]
        silences = [each for screen in self.screens for each in screen.silences]
        retries = Counter(each for screen in self.screens for each in screen.retries)
        lines = [
            f"seed {self.seed}",
            f"faults {self.faults.total()}: {_counted(self.faults)}",
            *(f"skipped: {each}" for each in self.skipped),
            f"back after a fault: median {median(self.back or [0]):.1f} s, longest {max(self.back, default=0):.1f} s",
            f"screens {len(self.screens)}: {_counted(Counter(each.script for each in self.screens))}",
            f"messages accepted {turns}, sent again {retries.total()}: {_counted(retries)}",
            f"answered after: median {median(waits or [0]) * 1000:.0f} ms, longest {max(waits, default=0):.1f} s "
            f"with all refusals between; longest without any word {max(silences, default=0):.1f} s",
            f"answers lost {self.lost}, doubled {self.doubled}, screens wrong {self.wrong}, "
            f"unkind refusals {len(self.unkind)}, typed words in the log {self.words_in_log}",
        ]
        wrong = [what for each in self.found for what in each.wrong]
        return "\n".join([*lines, *(f"  {what[:600]}" for what in [*wrong, *self.unkind][:SHOWN])])


def _counted(counts: Counter) -> str:
    return ", ".join(f"{what} {number}" for what, number in sorted(counts.items())) or "none"
