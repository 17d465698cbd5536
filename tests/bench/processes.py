"""An assistant that runs for the benchmark: its processes, their memory and the work that they did."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from peer_assistant import ASSISTANT, HOME, PYTHON
from playing import greet

from bot.settings import PROJECT

DAY = "2026-11-22"
PORTS = {"gateway": 18080, "rasa": 15005, "actions": 15055}
PATIENCE_SECONDS = 300
NO_LIMIT = "1000000/minute"


@dataclass(frozen=True, slots=True)
class Running:
    """An assistant that answers; `start_seconds` is from the command to its first answer."""

    parts: Mapping[str, Sequence[psutil.Process]]
    start_seconds: float

    def megabytes(self) -> dict[str, float]:
        """The memory of each part; what two processes share is divided among them (PSS)."""
        return {
            part: sum(each.memory_full_info().pss for each in those) / 1e6
            for part, those in self.parts.items()
        }

    def worked(self) -> dict[str, float]:
        """The seconds of processor time of each part so far."""
        return {part: sum(map(_seconds, those)) for part, those in self.parts.items()}


def rest_url() -> str:
    """Where either assistant's REST channel is."""
    return f"http://127.0.0.1:{PORTS['rasa']}"


def door_url() -> str:
    """Where AfterCART's public door is."""
    return f"http://127.0.0.1:{PORTS['gateway']}"


@contextmanager
def aftercart() -> Iterator[Running]:
    """AfterCART as `aftercart run` starts it, with embedded defaults in a new home."""
    with TemporaryDirectory(dir=HOME) as home:
        told = {f"AFTERCART_{part.upper()}_PORT": str(port) for part, port in PORTS.items()}
        rates = {
            f"AFTERCART_RATE_{deed}": NO_LIMIT for deed in ("MESSAGES", "REQUESTS", "SESSIONS", "RESUME")
        }
        environment = {**os.environ, **told, **rates, "AFTERCART_HOME": home, "AFTERCART_AS_OF": DAY}
        command = [sys.executable, "-m", "bot.cli", "run"]
        with _started([(command, PROJECT)], environment, Path(home) / "log") as ((one,), seconds):
            yield Running(_parts(one), seconds)


@contextmanager
def peer(model: Path) -> Iterator[Running]:
    """The peer: `rasa run` and `rasa run actions`, as its maker would start them."""
    rasa = [str(PYTHON), "-m", "rasa"]
    endpoints = ASSISTANT / "endpoints.yml"
    endpoints.write_text(f"action_endpoint:\n  url: http://127.0.0.1:{PORTS['actions']}/webhook\n")
    serve = ["run", "--model", str(model), "--port", str(PORTS["rasa"]), "--endpoints", str(endpoints)]
    credentials = ASSISTANT / "credentials.yml"
    credentials.write_text("rest:\n")
    commands = [
        ([*rasa, "run", "actions", "--port", str(PORTS["actions"])], ASSISTANT),
        ([*rasa, *serve, "--credentials", str(credentials)], ASSISTANT),
    ]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    with _started(commands, environment, ASSISTANT / "running.log") as ((actions, serving), seconds):
        yield Running({"actions": _family(actions), "rasa": _family(serving)}, seconds)


@contextmanager
def _started(
    commands: Sequence[tuple[list[str], Path]], environment: Mapping[str, str], log: Path
) -> Iterator[tuple[tuple[psutil.Process, ...], float]]:
    began = time.monotonic()
    with log.open("wb") as output:
        processes = tuple(
            psutil.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
            for command, folder in commands
        )
    try:
        yield processes, _first_answer(processes, began, log)
    finally:
        _stop(processes)


def _first_answer(processes: Sequence[psutil.Process], began: float, log: Path) -> float:
    while time.monotonic() - began < PATIENCE_SECONDS:
        if any(not each.is_running() or each.status() == psutil.STATUS_ZOMBIE for each in processes):
            break
        try:
            greet(rest_url())
            return time.monotonic() - began
        except Exception:
            time.sleep(0.1)
    raise RuntimeError(f"The assistant did not start:\n{log.read_text()[-4000:]}")


def _stop(processes: Sequence[psutil.Process]) -> None:
    everyone = [each for process in processes for each in _family(process)]
    for process in processes:
        process.terminate()
    for survivor in psutil.wait_procs(everyone, timeout=20)[1]:
        survivor.kill()


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)] if process.is_running() else []


def _parts(supervisor: psutil.Process) -> dict[str, list[psutil.Process]]:
    marks = {"launcher.py": "rasa", "actions": "actions", "bot.gateway": "gateway"}
    parts: dict[str, list[psutil.Process]] = {"supervisor": []}
    for process in _family(supervisor):
        words = process.cmdline()
        part = next(
            (part for mark, part in marks.items() if any(word.endswith(mark) for word in words)), "supervisor"
        )
        parts.setdefault(part, []).append(process)
    return parts


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
