"""A whole run: the calm screens, the disturbed ones, and what is held against what."""

import random
import threading
from collections.abc import Mapping

from faults import Fault, strike
from figures import Figures
from kept_screens import Book, Kept, hold_against
from patients import SCRIPTS, Patient, Screen
from service import Service

MISCHIEF = 0.06
PECULIAR = "xylophonitis"
"""A word that a patient types, and that no log may hold."""


class Run:
    """Patients at a service that is ready, and faults one after the other."""

    def __init__(self, service: Service, figures: Figures, patients: int) -> None:
        self._service = service
        self._figures = figures
        self._patients = patients
        self._chance = random.Random(figures.seed)
        self._in_flight = threading.Event()
        self._over = threading.Event()
        self._screens: list[Screen] = []

    def disturb(self, faults: Mapping[str, Fault], rounds: int, pause: float) -> None:
        """Screens in calm, then screens by several patients at once while each fault strikes once a round."""
        calm = {script: self._go_through(script, self._chance, 0.0) for script in SCRIPTS}
        for screen in calm.values():
            assert not screen.gave_up and not screen.retries, (screen.gave_up, screen.retries)
        threads = [
            threading.Thread(target=self._keep_going, args=(random.Random(f"{self._figures.seed} {number}"),))
            for number in range(self._patients)
        ]
        for each in threads:
            each.start()
        try:
            self._strike(faults, rounds, pause)
        finally:
            self._over.set()
            for each in threads:
                each.join()
        self._look(calm)

    def _go_through(self, script: str, chance: random.Random, mischief: float) -> Screen:
        return Patient(self._service.url, script, chance, self._in_flight, mischief).go_through()

    def _keep_going(self, chance: random.Random) -> None:
        while not self._over.is_set():
            self._screens.append(self._go_through(chance.choice(sorted(SCRIPTS)), chance, MISCHIEF))

    def _strike(self, faults: Mapping[str, Fault], rounds: int, pause: float) -> None:
        for _ in range(rounds):
            names = sorted(faults)
            self._chance.shuffle(names)
            for name in names:
                self._over.wait(self._chance.uniform(0, pause))
                back = strike(faults[name], self._service, self._chance, self._in_flight)
                self._figures.faults[name] += 1
                self._figures.back.append(back)
                print(f"  {name}: all parts answer after {back:.1f} s", flush=True)

    def _look(self, calm: Mapping[str, Screen]) -> None:
        book = Book(self._service)
        calm_kept: Mapping[str, Kept] = {script: book.kept_of(screen) for script, screen in calm.items()}
        for screen in self._screens:
            expected = calm[screen.script], calm_kept[screen.script]
            self._figures.screens.append(screen)
            self._figures.found.append(hold_against(screen, book.kept_of(screen), *expected))
        book.close()
        log = self._service.log.read_text(encoding="utf-8", errors="replace")
        self._figures.words_in_log += log.count(PECULIAR)
