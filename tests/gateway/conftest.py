"""The door, before a Rasa of our own."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from before_the_door import ALLOWED, AMPLE, OWN, SCREEN_DAY, FakeRasa, begin
from ready_records import ready
from starlette.testclient import TestClient

from bot.app import App
from bot.gateway.server import make_gateway
from bot.settings import PROJECT, Settings
from bot.store import open_records


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    """A Rasa that answers with a question."""
    fake = FakeRasa()
    yield fake
    fake.stop()


OpenDoor = Callable[..., TestClient]


@pytest.fixture
def open_door(rasa: FakeRasa, tmp_path: Path) -> Iterator[OpenDoor]:
    """Opens the door with some settings; each time it is the same door after a restart."""
    opened = []

    def door(**settings: Any) -> TestClient:
        told = {
            "home": tmp_path,
            "rasa_port": rasa.port,
            "actions_port": rasa.port,
            "allowed_origins": ALLOWED,
            "as_of": SCREEN_DAY,
            "reply_seconds": 20,
            "rate_messages": AMPLE,
            "rate_requests": AMPLE,
            "rate_sessions": AMPLE,
            "rate_resume": AMPLE,
        }
        made = Settings(**{**told, **settings})
        app = App(made, open_records(ready(made.records), made.cipher))
        client = TestClient(make_gateway(app), base_url=OWN, headers={"Origin": OWN})
        opened.append((client, app.records))
        return client.__enter__()

    yield door
    for client, records in opened:
        client.__exit__(None, None, None)
        records.close()


@pytest.fixture
def client(open_door: OpenDoor) -> TestClient:
    """A browser on the door's own page, with a session."""
    browser = open_door()
    begin(browser)
    return browser


@pytest.fixture(scope="session")
def hostile_strings() -> list[str]:
    """Public lists of strings that break programs, where they are present."""
    folder = Path(os.environ.get("AFTERCART_EVALUATION", PROJECT.parent / "shared" / "evaluation"))
    if not folder.exists():
        pytest.skip("the evaluation data are not here")
    rows = (folder / "naughty.jsonl").read_text(encoding="utf-8").split("\n")
    texts = [json.loads(row)["text"] for row in rows if row]
    assert len(texts) > 200
    return texts
