"""Keeps all parts running: starts them, starts again what dies, and stops all of them, one after the other.

It is the process that `aftercart run` becomes, so it imports the standard library alone and takes 15 MB.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.request import ProxyHandler, build_opener

PREPARING = "bot.running"
"""The module that prepares, in a process of its own."""

EVERY_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 20.0
"""A part that ran so long and then died was well started: it is started again at once."""
MOST_FAILED_STARTS = 6
"""So often in a row a part may die before it is steady; then something is wrong that a new start does not mend."""
STOP_SECONDS = 15.0
"""So long a part may take to finish what it is at."""

WAITING_AT_THE_DOOR = 2048
"""So many connections may wait until a part that answers at the door takes them."""

DIES_WITH_ITS_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl: no part outlives a keeper that was killed."""

KEEPER = os.getpid()


@dataclass(slots=True)
class Part:
    """One process: how it is started, and how that went.

    `door` is the listening socket that it inherits, and whose number it is told as the last word of its command.
    """

    name: str
    command: list[str]
    environment: Mapping[str, str]
    door: socket.socket | None = None
    process: subprocess.Popen | None = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0

    def start(self) -> None:
        """Start it; what it says comes with its name before it."""
        self.started = time.monotonic()
        inherited = [self.door.fileno()] if self.door else []
        self.process = subprocess.Popen(
            [*self.command, *map(str, inherited)],
            pass_fds=inherited,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
        threading.Thread(target=_pass_on, args=(self.name, self.process), daemon=True).start()

    def looked_at(self, now: float) -> bool:
        """Start it again where it has died and the pause is over; False when that has failed too often."""
        if self.process is not None and self.process.poll() is not None:
            self._died(now, self.process.returncode)
        if self.process is None and now >= self.due and self.failures <= MOST_FAILED_STARTS:
            self.start()
        return self.failures <= MOST_FAILED_STARTS

    def _died(self, now: float, status: int) -> None:
        self.process = None
        self.failures = 0 if now - self.started >= STEADY_SECONDS else self.failures + 1
        pause = FIRST_PAUSE_SECONDS * 2**self.failures if self.failures else 0.0
        self.due = now + min(pause, LONGEST_PAUSE_SECONDS)
        _say(self.name, f"ended with status {status}; it is started again")

    def stop(self) -> None:
        """Ask it to finish."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stopped(self, until: float) -> None:
        """Wait for its end; after that time it is killed."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()


@dataclass(slots=True)
class Plan:
    """The parts, the addresses at which they answer once they are ready, and what is said then."""

    parts: list[Part]
    answering: list[str] = field(default_factory=list)
    ready: str = ""


def main() -> int:
    """Prepare, start, keep; the exit status."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        plan = _prepared()
        return 1 if plan is None else _keep(plan)
    except KeyboardInterrupt:
        return 130


def _prepared() -> Plan | None:
    """What the preparation (a process of its own) plans; None if it failed, which it has said."""
    reading, writing = os.pipe()
    command = [sys.executable, "-m", PREPARING, str(writing)]
    with subprocess.Popen(command, pass_fds=[writing], preexec_fn=_die_with_parent) as preparing:
        os.close(writing)
        try:
            with os.fdopen(reading, encoding="utf-8") as told:
                plan = told.read()
        except KeyboardInterrupt:
            preparing.terminate()
            raise
    if preparing.returncode:
        return None
    known = json.loads(plan)
    # It stays open while a part is started again: whoever comes meanwhile waits a moment, and is not sent away.
    door = socket.create_server(tuple(known["door"]), backlog=WAITING_AT_THE_DOOR)
    parts = [
        Part(each["name"], each["command"], each["environment"], door if each["at_the_door"] else None)
        for each in known["parts"]
    ]
    return Plan(parts, known["answering"], known["ready"])


def _keep(plan: Plan) -> int:
    threading.Thread(target=_announce, args=(plan,), daemon=True).start()
    try:
        while all([part.looked_at(time.monotonic()) for part in plan.parts]):
            time.sleep(EVERY_SECONDS)
        _say("keeper", "a part cannot be started; the lines above say why")
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(plan.parts)


def _stop(parts: list[Part]) -> None:
    # The last that was started is the first to go: what it still has to finish needs the parts behind it.
    for part in reversed(parts):
        part.stop()
        part.stopped(time.monotonic() + STOP_SECONDS)


def _announce(plan: Plan) -> None:
    for address in plan.answering:
        while not _answers(address):
            time.sleep(EVERY_SECONDS)
    print(plan.ready, flush=True)


def _answers(address: str) -> bool:
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=2):
            return True
    except OSError:
        return False


def _pass_on(name: str, process: subprocess.Popen) -> None:
    with process.stdout as lines:
        for line in lines:
            _say(name, line.decode("utf-8", "replace").rstrip())


def _say(name: str, line: str) -> None:
    print(f"{name:<9}| {line}", flush=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _die_with_parent() -> None:
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(DIES_WITH_ITS_PARENT, signal.SIGTERM)
    if os.getppid() != KEEPER:
        # It was killed in the moment before.
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
