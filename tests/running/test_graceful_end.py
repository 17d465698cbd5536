"""Rasa and the action server are told to end in the middle of a turn: the turn ends first, and no other begins."""

import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from free_ports import free_port

from bot.running.model import train
from bot.running.ports import wait_for
from bot.running.preparing import plan_of
from bot.settings import PROJECT, Settings
from bot.store import TrackerDatabase, migrate

PATIENCE = 60
TURN = {"sender": "someone", "message": "hello", "metadata": {"key": "k"}}


@pytest.fixture
def settings(tmp_path) -> Settings:
    made = Settings(home=tmp_path, rasa_port=free_port(), actions_port=free_port(), gateway_port=free_port())
    migrate(made.records, made.cipher)
    TrackerDatabase(made.tracker, made.cipher).prepare()
    return made


@pytest.fixture
def start(settings) -> Iterator[Callable[[str], subprocess.Popen]]:
    """Starts a part as the keeper does."""
    started = []

    def begin(name: str) -> subprocess.Popen:
        [part] = [each for each in plan_of(settings, str(train(Settings())))["parts"] if each["name"] == name]
        told = {
            "AFTERCART_HOME": str(settings.home),
            "AFTERCART_RASA_PORT": str(settings.rasa_port),
            "AFTERCART_ACTIONS_PORT": str(settings.actions_port),
        }
        process = subprocess.Popen(
            part["command"], cwd=PROJECT, env={**os.environ, **part["environment"], **told}
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()


class SlowActions:
    """An action server that answers when it may."""

    def __init__(self, port: int) -> None:
        self.asked, self.may_answer = threading.Event(), threading.Event()
        slow = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                slow.asked.set()
                slow.may_answer.wait(PATIENCE)
                body = json.dumps({"events": [], "responses": [{"text": "Noted."}]}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def slow_actions(settings) -> Iterator[SlowActions]:
    made = SlowActions(settings.actions_port)
    yield made
    made.may_answer.set()
    made.server.shutdown()
    made.server.server_close()


def in_the_background(deed: Callable[[], httpx.Response]) -> tuple[threading.Thread, list[httpx.Response]]:
    came: list[httpx.Response] = []
    thread = threading.Thread(target=lambda: came.append(deed()))
    thread.start()
    return thread, came


def refuses_soon(url: str) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            httpx.get(url, timeout=5)
        except httpx.ConnectError:
            return True
        time.sleep(0.05)
    return False


def test_rasa_ends_the_turn_that_it_is_at(settings, start, slow_actions):
    rasa = start("rasa")
    assert wait_for(settings.rasa_url, lambda: rasa.poll() is None)
    channel = f"{settings.rasa_url}/webhooks/rest/webhook"
    turn, came = in_the_background(lambda: httpx.post(channel, json=TURN, timeout=PATIENCE))
    assert slow_actions.asked.wait(PATIENCE)
    rasa.send_signal(signal.SIGTERM)
    assert refuses_soon(settings.rasa_url)
    slow_actions.may_answer.set()
    turn.join(PATIENCE)
    assert [each["text"] for each in came[0].json()] == ["Noted."]
    rasa.wait(PATIENCE)
    kept = TrackerDatabase(settings.tracker, settings.cipher).reply_to("someone", "k")
    assert kept == ({"text": "Noted."},)


def test_the_action_server_ends_what_it_is_at(settings, start):
    actions = start("actions")
    assert wait_for(f"{settings.actions_url}/health", lambda: actions.poll() is None)
    message = {"text": "yes", "intent": {"name": "affirm"}, "entities": [], "message_id": "m", "metadata": {}}
    tracker = {
        "sender_id": "someone",
        "slots": {"requested_slot": "consent"},
        "latest_message": message,
        "events": [{"event": "user", **message}],
        "paused": False,
        "active_loop": {"name": "screening_form"},
        "latest_action_name": "action_listen",
    }
    call = {"next_action": "validate_screening_form", "tracker": tracker, "domain": {}}
    with closing(sqlite3.connect(settings.home / "records.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        deed, came = in_the_background(
            lambda: httpx.post(f"{settings.actions_url}/webhook", json=call, timeout=PATIENCE)
        )
        time.sleep(1)
        assert came == []
        actions.send_signal(signal.SIGTERM)
        assert refuses_soon(f"{settings.actions_url}/health")
        other.execute("ROLLBACK")
    deed.join(PATIENCE)
    assert came[0].status_code == 200
    assert {"name": "consent", "value": True}.items() <= came[0].json()["events"][0].items()
    actions.wait(PATIENCE)
