"""What is done to the service, each at a moment in which somebody's message is on its way."""

import random
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psutil
from service import Service

WITHIN_A_TURN_SECONDS = 0.06
MEGABYTES_OF_DISK = 48
FILLING = 1 << 16

Fault = Callable[[Service, random.Random], None]


def kill(part: str) -> Fault:
    """Kill a part with no chance to finish anything; the keeper, or for the keeper this run, starts it again."""

    def strike(service: Service, chance: random.Random) -> None:
        process = service.part(part)
        if process is not None:
            process.kill()
            process.wait(10)
        if part == "keeper":
            service.start()

    return strike


def end(part: str) -> Fault:
    """Ask a part to finish, as an update does."""

    def strike(service: Service, chance: random.Random) -> None:
        process = service.part(part)
        if process is not None:
            process.send_signal(signal.SIGTERM)
            with suppress(psutil.TimeoutExpired):
                process.wait(30)

    return strike


def stop_the_actions(service: Service, chance: random.Random) -> None:
    """Let the action server stand still for some seconds."""
    process = service.part("actions")
    if process is not None:
        process.suspend()
        time.sleep(chance.uniform(3, 8))
        process.resume()


def lock_records(service: Service, chance: random.Random) -> None:
    """Another program writes into the records for some seconds."""
    _lock(service.settings.home / "records.sqlite3", chance.uniform(5, 10))


def lock_tracker(service: Service, chance: random.Random) -> None:
    """Another program writes into Rasa's file for longer than Rasa waits."""
    _lock(service.settings.tracker_file, chance.uniform(5, 12))


def _lock(file: Path, seconds: float) -> None:
    with closing(sqlite3.connect(file, timeout=60, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(seconds)
        connection.execute("ROLLBACK")


def fill_the_disk(service: Service, chance: random.Random) -> None:
    """The disk is full for some seconds."""
    ballast = service.settings.home / "ballast"
    try:
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * FILLING)
        time.sleep(chance.uniform(4, 8))
    finally:
        ballast.unlink(missing_ok=True)


PARTS: Mapping[str, Fault] = {
    "kill -9 rasa": kill("rasa"),
    "kill -9 actions": kill("actions"),
    "kill -9 gateway": kill("gateway"),
    "kill -9 keeper": kill("keeper"),
    "end rasa": end("rasa"),
    "end actions": end("actions"),
    "end gateway": end("gateway"),
    "actions stand still": stop_the_actions,
}
EMBEDDED: Mapping[str, Fault] = {
    **PARTS,
    "records locked": lock_records,
    "tracker locked": lock_tracker,
}
FULL_DISK = "disk full"


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A folder on a disk of its own that can be filled up; None where only an administrator may mount one."""
    with tempfile.TemporaryDirectory(prefix="aftercart-chaos-disk-") as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES_OF_DISK}m", "tmpfs", folder]
        try:
            mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            mounted = False
        try:
            yield Path(folder) if mounted else None
        finally:
            if mounted:
                subprocess.run(["umount", "-l", folder], check=False)


def strike(fault: Fault, service: Service, chance: random.Random, in_flight: threading.Event) -> float:
    """Do it within somebody's turn; the seconds until every part answers again."""
    in_flight.clear()
    in_flight.wait(10)
    time.sleep(chance.uniform(0, WITHIN_A_TURN_SECONDS))
    fault(service, chance)
    return service.wait_until_ready()
