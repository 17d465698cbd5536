"""A service of its own for each test that breaks it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from free_ports import free_port
from service import Service


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Service]]:
    """Starts the service in a new home, and waits until it is ready."""
    started: list[Service] = []

    def begin() -> Service:
        ports = {part: free_port() for part in ("gateway", "rasa", "actions")}
        service = Service(tmp_path / "home", ports, tmp_path / "log")
        started.append(service)
        service.start()
        service.wait_until_ready()
        return service

    yield begin
    for service in started:
        service.stop()
