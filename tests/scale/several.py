"""Several Rasa processes, action servers and gateways, on PostgreSQL and Redis, kept as the keeper keeps them."""

import socket
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import psutil

from bot.running.keeper import Part
from bot.running.preparing import plan_of, prepare
from bot.settings import Settings

PATIENCE_SECONDS = 180
EVERY_SECONDS = 0.2
AMPLE = "1000000/minute"
ROTATING = [sys.executable, str(Path(__file__).with_name("rotating_gateway.py"))]


class Several:
    """All processes; those that end are started again, as by `aftercart run`.

    No message goes to the Rasa process to which the gateway sent the one before.
    """

    def __init__(self, **told: Any) -> None:
        rates = {f"rate_{each}": AMPLE for each in ("messages", "requests", "sessions")}
        self.settings = Settings(**told, **rates)
        self._environment = {
            f"AFTERCART_{name.upper()}": str(value) for name, value in {**told, **rates}.items()
        }
        plan = plan_of(self.settings, prepare(self.settings))
        self._door = socket.create_server(plan["door"])
        self.parts = [self._part(each) for each in plan["parts"]]
        self._over = threading.Event()
        self._keeping = threading.Thread(target=self._keep)

    def _part(self, planned: Mapping[str, Any]) -> Part:
        command = ROTATING if planned["at_the_door"] else planned["command"]
        # What was planned counts: each action server has a port of its own.
        environment = {**self._environment, **planned["environment"]}
        return Part(planned["name"], command, environment, self._door if planned["at_the_door"] else None)

    def _keep(self) -> None:
        while not self._over.is_set():
            assert all([part.looked_at(time.monotonic()) for part in self.parts])
            time.sleep(EVERY_SECONDS)

    def start(self) -> None:
        """Start all, and wait until each of them answers."""
        self._keeping.start()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until every process answers."""
        addresses = [f"{url}/health" for url in self.settings.actions_urls] + [*self.settings.rasa_urls]
        for address in (*addresses, f"{self.settings.gateway_url}/ready"):
            _wait_for(address)

    def processes(self, name: str) -> list[psutil.Process]:
        """The processes of one kind."""
        return [psutil.Process(part.process.pid) for part in self.parts if part.name.startswith(name)]

    def restart_one_by_one(self) -> None:
        """End each process politely, and wait until all answer again before the next."""
        for part in self.parts:
            process = part.process
            process.terminate()
            process.wait(PATIENCE_SECONDS)
            while part.process in (None, process):
                time.sleep(EVERY_SECONDS)
            self.wait_until_ready()

    def stop(self) -> None:
        """End all."""
        self._over.set()
        self._keeping.join()
        for part in self.parts:
            part.stop()
        for part in self.parts:
            part.stopped(time.monotonic() + PATIENCE_SECONDS)
        self._door.close()


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            if httpx2.get(address, timeout=5).is_success:
                return
        except httpx2.TransportError:
            pass
        time.sleep(EVERY_SECONDS)
    raise AssertionError(f"{address} does not answer")
