"""Rasa's own command line, with corrections to Rasa's code and without what this assistant does not use.

bot/rasa/.venv/bin/python bot/rasa/launcher.py train|test|shell|run|data validate ...
"""

import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

TESTS = "test"


def quiet(show: Callable) -> Callable:
    """Show a warning unless it only tells the authors of a library what they should change."""

    def show_others(message, category, *where, **more) -> None:
        if not issubclass(category, (DeprecationWarning, PendingDeprecationWarning, FutureWarning)):
            show(message, category, *where, **more)

    return show_others


def main() -> None:
    """Make the project's own components importable, prepare Rasa, and hand over to it."""
    warnings.showwarning = quiet(warnings.showwarning)
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from bot.absent import AbsentPackages
    from bot.loading import loading
    from bot.rasa.absent import absent_from

    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    command = "".join(sys.argv[1:2])
    if command == TESTS:
        # Without the library of pictures; the figures are written as text.
        sys.argv.append("--no-plot")
    sys.meta_path.insert(0, AbsentPackages(absent_from(command, os.environ)))
    with loading():
        from bot.rasa.corrections import correct_rasa

        correct_rasa()
        from rasa.__main__ import main as rasa
    rasa()


if __name__ == "__main__":
    main()
