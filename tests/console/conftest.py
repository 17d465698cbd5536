"""The console before a Rasa of our own: without a window (`console_client`), and in a real Chromium (`sign_in`)."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from at_the_desk import Browser, ClockedApp, new_app, person, signed_in_cookie
from before_the_door import FakeRasa
from fastapi import FastAPI
from free_ports import free_port
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page
from real_browser import chromium_of_debian

from bot.gateway.console import rooms
from bot.gateway.server import make_gateway
from bot.running.ports import answers
from bot.store import Role, StaffRecord

START_SECONDS = 20


@pytest.fixture(autouse=True, scope="session")
def rooms_built_once() -> Iterator[None]:
    """All doors of these tests have the same routes of the console: to build them takes longer than most tests."""
    add_rooms, built = rooms.add_rooms, []

    def add_built_rooms(gateway: FastAPI) -> None:
        if built:
            gateway.routes.extend(built)
            return
        others = len(gateway.routes)
        add_rooms(gateway)
        built.extend(gateway.routes[others:])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rooms, "add_rooms", add_built_rooms)
        yield


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    """A Rasa that says what a test tells it to."""
    fake = FakeRasa()
    yield fake
    fake.stop()


@pytest.fixture
def reply_seconds() -> float:
    """How long the door waits for Rasa."""
    return 20


@pytest.fixture
def console_app(rasa: FakeRasa, tmp_path: Path, reply_seconds: float) -> Iterator[ClockedApp]:
    """The application behind the console; `console_app.clock.put_forward(minutes=5)` lets time pass."""
    app = new_app(tmp_path, rasa.port, reply_seconds=reply_seconds)
    yield app
    app.records.close()


@pytest.fixture
def gateway(console_app: ClockedApp) -> FastAPI:
    """The web application."""
    return make_gateway(console_app)


@pytest.fixture
def new_browser(gateway: FastAPI) -> Iterator[Callable[[], Browser]]:
    """Makes browsers in which nobody is signed in."""
    opened: list[Browser] = []

    def make() -> Browser:
        opened.append(Browser(gateway))
        return opened[-1]

    # One of them runs the application; a second run of it would end the first.
    with Browser(gateway):
        yield make


@pytest.fixture
def console_client(new_browser: Callable[[], Browser], console_app: ClockedApp) -> Callable[[str], Browser]:
    """A browser of somebody with this role: `console_client("agent").get("/console/")`."""

    def client(role: str, email: str | None = None) -> Browser:
        return new_browser().sign_in_as(person(console_app, role, email))

    return client


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Debian's Chromium; without it these tests are skipped."""
    with chromium_of_debian() as browser:
        yield browser


class RunningConsole:
    """A gateway on a port of its own."""

    def __init__(self, app: ClockedApp, gateway: FastAPI) -> None:
        self.app = app
        self.gateway = gateway
        self.origin = app.settings.gateway_url
        config = uvicorn.Config(gateway, port=app.settings.gateway_port, log_level="warning", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Serve, and wait until it does."""
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not answers(f"{self.origin}/health"):
            assert time.monotonic() < deadline, "the gateway did not start"
            time.sleep(0.02)

    def stop(self) -> None:
        """Serve no more."""
        self._server.should_exit = True
        self._thread.join(START_SECONDS)


@pytest.fixture
def running_console(rasa: FakeRasa, tmp_path: Path) -> Iterator[RunningConsole]:
    """A gateway that a real browser can reach."""
    app = new_app(tmp_path, rasa.port, gateway_port=free_port())
    console = RunningConsole(app, make_gateway(app))
    console.start()
    yield console
    console.stop()
    app.records.close()


@pytest.fixture
def open_page(chromium: Chromium, running_console: RunningConsole) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser of its own; at the end none of them has seen an error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(**device: Any) -> Page:
        device.setdefault("viewport", {"width": 1280, "height": 800})
        contexts.append(chromium.new_context(base_url=running_console.origin, **device))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: _note_policy_breach(said.text, errors))
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


def _note_policy_breach(said: str, errors: list[str]) -> None:
    if "Content Security Policy" in said:
        errors.append(said)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page at a desk, in which nobody is signed in."""
    return open_page()


@pytest.fixture
def sign_in(running_console: RunningConsole) -> Callable[..., StaffRecord]:
    """Signs somebody in without the pages for it: `sign_in(page, "agent")`, then `page.goto("/console/")`."""

    def enter(page: Page, role: Role | str, email: str | None = None) -> StaffRecord:
        staff = person(running_console.app, role, email)
        name, value = signed_in_cookie(running_console.gateway.state.door, staff)
        page.context.add_cookies([{"name": name, "value": value, "url": running_console.origin}])
        return staff

    return enter
