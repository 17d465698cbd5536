"""The service under chaos: the keeper and its parts, in a home of its own, found by their command lines."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
import psutil

from bot.settings import PROJECT, Settings

DAY = "2026-11-22"
PATIENCE_SECONDS = 240
AMPLE = "1000000/minute"
MARKS = {"rasa": "launcher.py", "actions": "actions", "gateway": "bot.gateway"}
"""The word of each part's command line by which it is known."""


class DidNotStart(Exception):
    """The service did not become ready; the message holds the end of its log."""


class Service:
    """`aftercart run` with a home, three ports, and whatever else it is told."""

    def __init__(self, home: Path, ports: Mapping[str, int], log: Path, **told: str) -> None:
        self.settings = Settings(
            home=home, as_of=DAY, **{f"{part}_port": port for part, port in ports.items()}, **told
        )
        self.log = log
        rates = {f"AFTERCART_RATE_{each}": AMPLE for each in ("MESSAGES", "REQUESTS", "SESSIONS")}
        self._environment = {
            **os.environ,
            **rates,
            **{f"AFTERCART_{part.upper()}_PORT": str(port) for part, port in ports.items()},
            **{f"AFTERCART_{name.upper()}": value for name, value in told.items()},
            "AFTERCART_HOME": str(home),
            "AFTERCART_AS_OF": DAY,
        }
        self._keeper: psutil.Popen | None = None

    @property
    def url(self) -> str:
        """Where the public door is."""
        return self.settings.gateway_url

    def start(self) -> None:
        """Start everything, as a person would in a terminal."""
        with self.log.open("ab") as output:
            self._keeper = psutil.Popen(
                [sys.executable, "-m", "bot.cli", "run"],
                cwd=PROJECT,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def aftercart(self, *words: str) -> str:
        """What a command says that is typed beside it."""
        command = [sys.executable, "-m", "bot.cli", *words]
        told = subprocess.run(
            command, cwd=PROJECT, env=self._environment, capture_output=True, text=True, check=False
        )
        return told.stdout + told.stderr

    def part(self, name: str) -> psutil.Process | None:
        """The process of a part, or of the keeper; None while it is away."""
        if name == "keeper":
            return self._keeper
        for process in self._keeper.children():
            try:
                if any(word.endswith(MARKS[name]) for word in process.cmdline()):
                    return process
            except psutil.Error:
                continue
        return None

    def wait_until_ready(self) -> float:
        """The seconds until every part answers. Raises DidNotStart."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            if self._is_ready():
                return time.monotonic() - began
            if self._keeper.poll() is not None:
                break
            time.sleep(0.2)
        raise DidNotStart(self.log.read_text(encoding="utf-8", errors="replace")[-4000:])

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/ready", timeout=10, trust_env=False).is_success
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        """Stop everything, as Ctrl-C does."""
        if self._keeper and self._keeper.poll() is None:
            self._keeper.terminate()
            self._keeper.wait(60)
