"""What all tests share."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from free_ports import free_port
from postgresql import (  # noqa: F401 - fixtures
    new_postgresql_database,
    new_ready_postgresql_database,
    postgresql_server,
)
from redis_server import redis_server  # noqa: F401 - a fixture

from bot.running.ports import answers
from bot.settings import PROJECT, Settings

# A busy machine is slow, not wrong.
hypothesis.settings.register_profile("project", deadline=None)
hypothesis.settings.load_profile("project")


SCREEN_DAY = "2026-11-22"
"""The day of every scripted screen. The window is then open for infusions from August 4 to September 3, 2026."""

PATIENCE = 180

SLOW_ROOMS = ("scale", "chaos", "running", "conversations", "rasa", "widget", "console", "gateway")
"""Of two processes that share the tests none should be left with a long one while the other has nothing to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the rooms whose tests take long."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    room = item.path.parent.name
    return SLOW_ROOMS.index(room) if room in SLOW_ROOMS else len(SLOW_ROOMS)


@pytest.fixture(scope="session")
def screen_day() -> date:
    """The same day as a date."""
    return date.fromisoformat(SCREEN_DAY)


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of an assistant that runs for the whole test session: real Rasa, real action server, real door."""
    home = tmp_path_factory.mktemp("assistant")
    settings = Settings(
        home=home,
        rasa_port=free_port(),
        actions_port=free_port(),
        gateway_port=free_port(),
        as_of=SCREEN_DAY,
    )
    told = {
        "AFTERCART_HOME": str(home),
        "AFTERCART_RASA_PORT": str(settings.rasa_port),
        "AFTERCART_ACTIONS_PORT": str(settings.actions_port),
        "AFTERCART_GATEWAY_PORT": str(settings.gateway_port),
        "AFTERCART_AS_OF": SCREEN_DAY,
        # Tests ask faster than people.
        "AFTERCART_RATE_REQUESTS": "100000/minute",
        "AFTERCART_RATE_MESSAGES": "100000/minute",
        "AFTERCART_RATE_SESSIONS": "100000/minute",
    }
    log = home / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run"],
            cwd=PROJECT,
            env={**os.environ, **told},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_ready(process, settings, log)
        yield settings
    finally:
        process.terminate()
        process.wait(20)


def wait_until_ready(process: subprocess.Popen, settings: Settings, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not all(map(answers, (f"{settings.actions_url}/health", settings.rasa_url, settings.gateway_url))):
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"The assistant did not start:\n{log.read_text()}")
        time.sleep(0.3)
