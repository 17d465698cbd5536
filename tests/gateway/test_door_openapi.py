"""The API against its own description, with all that a fuzzer can think of, over a real connection."""

import socket
import threading
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
import uvicorn
from before_the_door import AMPLE, buttons_of, send
from httpx2 import Client
from hypothesis import HealthCheck, given, settings
from ready_records import ready
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from bot.app import App
from bot.gateway.server import make_gateway
from bot.settings import Settings
from bot.store import open_records

EXAMPLES = 30
CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]
DESCRIPTION = "/api/v1/openapi.json"


@pytest.fixture
def base_url(rasa, tmp_path) -> Iterator[str]:
    """The address of a door that really listens."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    rates = dict.fromkeys(("rate_messages", "rate_requests", "rate_sessions", "rate_resume"), AMPLE)
    made = Settings(home=tmp_path, rasa_port=rasa.port, gateway_port=port, **rates)
    with open_records(ready(made.records), made.cipher) as records:
        gateway = make_gateway(App(made, records))
        server = uvicorn.Server(uvicorn.Config(gateway, log_level="error", ws="none", server_header=False))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture
def visitor(base_url) -> Iterator[Client]:
    """A browser with a session in which something was said."""
    with Client(base_url=base_url, headers={"Origin": base_url}) as browser:
        assert browser.post("/api/v1/sessions", json={}).status_code == 201
        buttons_of(send(browser, {"text": "hello"}))
        yield browser


def test_the_description_names_every_path(visitor):
    paths = visitor.get(DESCRIPTION).json()["paths"]
    assert {path.removeprefix("/api/v1/"): set(methods) for path, methods in paths.items()} == {
        "sessions": {"post", "delete"},
        "messages": {"post", "get"},
        "answers": {"get"},
        "sheet": {"get"},
        "code": {"get"},
        "resume": {"post"},
        "conversation": {"delete"},
    }


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("sessions", "POST"),
        ("messages", "POST"),
        ("messages", "GET"),
        ("answers", "GET"),
        ("sheet", "GET"),
        ("code", "GET"),
        ("resume", "POST"),
        ("conversation", "DELETE"),
        ("sessions", "DELETE"),
    ],
)
def test_nothing_breaks_the_door(visitor, rasa, base_url, path, method):
    schema = schemathesis.openapi.from_dict(visitor.get(DESCRIPTION).json())
    own = {"Origin": base_url, "Cookie": f"aftercart={visitor.cookies['aftercart']}"}

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(schema[f"/api/v1/{path}"][method].as_strategy())
    def fuzz(case: Any) -> None:
        headers = {"Idempotency-Key": str(uuid4()), **(case.headers or {}), **own}
        case.call_and_validate(base_url=base_url, headers=headers, checks=CHECKS)

    heard = len(rasa.heard)
    fuzz()
    assert (len(rasa.heard) > heard) == ((path, method) == ("messages", "POST"))


def test_the_server_does_not_say_what_it_is(visitor):
    assert "server" not in visitor.get("/health").headers
