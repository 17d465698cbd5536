"""The door's tests: where it stands, a Rasa that says what a test tells it to, and talking to the door."""

import json
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from starlette.testclient import TestClient

OWN = "http://127.0.0.1:8080"
ALLOWED = "https://www.hospital.example"
STRANGER = "https://evil.example"
SCREEN_DAY = "2026-11-22"
AMPLE = "100000/minute"

QUESTION = [
    {"text": "Which of these?", "buttons": [
        {"title": "None", "payload": '/answer{"therapy_since_car_t": ["none"]}'},
        {"title": "Radiation", "payload": '/answer{"therapy_since_car_t": ["radiation"]}'},
        {"title": "Steroids", "payload": '/answer{"therapy_since_car_t": ["physiologic_steroids"]}'},
        {"title": "Continue", "payload": "/resume"},
    ]},
    {"custom": {"ask": "therapy_since_car_t", "input": "multichoice"}},
]  # fmt: skip


class FakeRasa:
    """Rasa's REST channel: `heard` is what came, `say` what is answered. Lines to it stay open until it hangs up."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.heard: list[dict[str, Any]] = []
        self.lines: list[socket.socket] = []
        self.say: list[dict[str, Any]] = QUESTION
        self.status = 200
        self.longest_silence_seconds = 30.0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.server = ThreadingHTTPServer((host, port), self._handler())
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def messages(self) -> list[str]:
        """The messages that came, without who sent them."""
        return [each["message"] for each in self.heard]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        rasa = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                rasa.lines.append(self.connection)

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                rasa.heard.append(json.loads(sent))
                rasa.may_answer.wait(rasa.longest_silence_seconds)
                self._answer(rasa.status, rasa.say)

            def do_GET(self) -> None:
                self._answer(200, [])

            def _answer(self, status: int, content: Any) -> None:
                body = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def hang_up(self) -> None:
        """Close all lines; new ones are answered."""
        for line in self.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Answer no more."""
        self.may_answer.set()
        self.server.shutdown()
        self.server.server_close()
        self.hang_up()


def begin(browser: TestClient) -> dict[str, Any]:
    """Begin a session."""
    begun = browser.post("/api/v1/sessions", json={})
    assert begun.status_code == 201, begun.text
    return begun.json()


def send(browser: TestClient, message: dict[str, Any], key: str | None = None, **headers: str) -> Any:
    """Send a message under a new key, unless one is given."""
    told = {"Idempotency-Key": key or str(uuid4()), **headers}
    return browser.post("/api/v1/messages", json=message, headers=told)


def buttons_of(reply: Any) -> dict[str, str]:
    """The buttons of a reply: the id of each title."""
    assert reply.status_code == 200, reply.text
    return {
        each["title"]: each["id"]
        for message in reply.json()["messages"]
        for each in message.get("buttons", ())
    }


def code_of(refused: Any) -> str:
    """The code of a refusal, which has the shape of all refusals."""
    error = refused.json()["error"]
    assert set(error) == {"code", "say", "retry"}
    assert error["say"][-1] in ".?!"
    return error["code"]
