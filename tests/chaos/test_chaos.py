"""A short form of `make chaos`: whole screens while each part is killed once."""

from disturbed import Run
from faults import kill
from figures import Figures

SEED = 7
KILLED = {f"kill -9 {part}": kill(part) for part in ("actions", "rasa", "gateway")}


def test_nothing_is_lost_doubled_or_wrong_while_parts_are_killed(start):
    figures = Figures(SEED)
    Run(start(), figures, patients=3).disturb(KILLED, rounds=1, pause=2)
    assert figures.is_clean, figures.text()
    assert figures.faults.total() == len(KILLED)
    assert sum(len(screen.retries) for screen in figures.screens) > 0
