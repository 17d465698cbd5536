"""The door is told to end: what it has begun is answered, what comes is refused kindly, and then it goes."""

import os
import signal
import subprocess
import sys
import threading
import time

import httpx
import pytest
from before_the_door import AMPLE, SCREEN_DAY, begin, code_of, send
from free_ports import free_port

from bot.running.ports import wait_for
from bot.settings import PROJECT

PATIENCE = 30


def test_a_closed_door_takes_no_message_and_says_so(client, rasa):
    client.app.state.door.turns.close()
    refused = send(client, {"text": "abecma"})
    assert (refused.status_code, code_of(refused)) == (503, "restarting")
    assert refused.json()["error"]["retry"]
    assert refused.headers["Retry-After"] == "3"
    assert rasa.messages == []
    assert client.get("/ready").status_code == 503


BY_DEFAULT = "from bot.gateway.__main__ import main; main()"
IN_A_HURRY = f"from bot.gateway import serving; serving.LAST_TURNS_SECONDS = 0.1; {BY_DEFAULT}"


@pytest.fixture
def program():
    """How the door is run."""
    return BY_DEFAULT


@pytest.fixture
def door(rasa, tmp_path, program):
    """A door in a process of its own, before the Rasa of the test, and where it is."""
    port = free_port()
    told = {
        "AFTERCART_HOME": str(tmp_path),
        "AFTERCART_GATEWAY_PORT": str(port),
        "AFTERCART_RASA_PORT": str(rasa.port),
        "AFTERCART_ACTIONS_PORT": str(rasa.port),
        "AFTERCART_AS_OF": SCREEN_DAY,
        "AFTERCART_RATE_SESSIONS": AMPLE,
    }
    process = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, env={**os.environ, **told})
    url = f"http://127.0.0.1:{port}"
    assert wait_for(f"{url}/health", lambda: process.poll() is None)
    yield process, url
    process.kill()
    process.wait()


def wait_until(holds):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def browser_at(url):
    return httpx.Client(base_url=url, headers={"Origin": url}, timeout=PATIENCE)


def says_aside(browser, rasa):
    """A message that Rasa has heard and not answered; gives the reply once it comes."""
    rasa.may_answer.clear()
    begin(browser)
    replies = []
    turn = threading.Thread(target=lambda: replies.append(send(browser, {"text": "abecma"})))
    turn.start()
    wait_until(lambda: rasa.heard)

    def reply():
        turn.join(PATIENCE)
        return replies[0]

    return reply


def test_a_turn_that_goes_on_is_answered_before_the_door_ends(door, rasa):
    process, url = door
    with browser_at(url) as early, browser_at(url) as late:
        begin(late)
        reply = says_aside(early, rasa)
        process.send_signal(signal.SIGTERM)
        wait_until(lambda: late.get("/ready").status_code == 503)
        assert code_of(send(late, {"text": "hello"})) == "restarting"
        rasa.may_answer.set()
        assert reply().json()["messages"][0]["text"] == "Which of these?"
    assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("program", [IN_A_HURRY])
def test_who_cannot_be_waited_for_any_longer_is_told_kindly(door, rasa):
    process, url = door
    with browser_at(url) as patient:
        reply = says_aside(patient, rasa)
        process.send_signal(signal.SIGTERM)
        refused = reply()
    assert (refused.status_code, code_of(refused)) == (503, "restarting")
    assert process.wait(PATIENCE) == 0
