"""The lines between the door and Rasa: kept, taken up anew, and let go at the end."""

import socket
import threading
import time
from contextlib import closing

import pytest
from before_the_door import FakeRasa, code_of, send

from bot.gateway import turns
from bot.gateway.lines import Fell, Lines, NotReached

PATIENCE = 30


@pytest.fixture
def lines(rasa):
    with closing(Lines(f"http://127.0.0.1:{rasa.port}", PATIENCE)) as opened:
        yield opened


def test_one_line_serves_one_message_after_the_other(client, rasa):
    for _ in range(3):
        assert send(client, {"text": "hello"}).status_code == 200
    assert len(rasa.lines) == 1


def test_a_line_on_which_rasa_has_hung_up_is_not_used_again(client, rasa):
    assert send(client, {"text": "hello"}).status_code == 200
    rasa.hang_up()
    assert send(client, {"text": "again"}).status_code == 200
    assert (rasa.messages, len(rasa.lines)) == (["hello", "again"], 2)


def test_as_many_lines_as_talk_at_once(lines, rasa):
    rasa.may_answer.clear()
    talking = [threading.Thread(target=lines.send, args=("POST", "/", b"{}")) for _ in range(3)]
    for each in talking:
        each.start()
    while len(rasa.heard) < 3:
        time.sleep(0.01)
    rasa.may_answer.set()
    for each in talking:
        each.join(PATIENCE)
    lines.send("POST", "/", b"{}")
    assert len(rasa.lines) == 3


@pytest.fixture
def another(rasa, monkeypatch):
    """A second process, and a name that stands for both, always in the same order."""
    second = FakeRasa("127.0.0.2", rasa.port)
    both = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (f"127.0.0.{each}", rasa.port)) for each in (1, 2)]
    true_way = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *given, **named: both if host == "several" else true_way(host, *given, **named),
    )
    yield second
    second.stop()


def say_to_several(rasa):
    with closing(Lines(f"http://several:{rasa.port}", PATIENCE)) as opened:
        assert opened.send("POST", "/", b"{}").is_good


def test_a_name_that_stands_for_several_is_each_of_them(rasa, another):
    for _ in range(40):
        say_to_several(rasa)
    assert len(rasa.heard) >= 5
    assert len(another.heard) >= 5


def test_of_several_those_that_are_there_are_reached(rasa, another):
    rasa.stop()
    for _ in range(10):
        say_to_several(rasa)
    assert len(another.heard) == 10


def test_who_is_not_there_has_heard_nothing(lines, rasa):
    rasa.stop()
    with pytest.raises(NotReached):
        lines.send("POST", "/", b"{}")


def test_who_hangs_up_in_the_midst_may_have_heard(lines, rasa):
    rasa.may_answer.clear()
    threading.Thread(target=lambda: wait_for_words(rasa) or rasa.hang_up()).start()
    with pytest.raises(Fell):
        lines.send("POST", "/", b"{}")


def test_who_says_nothing_in_time_may_have_heard():
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        closing(Lines(f"http://127.0.0.1:{silent.getsockname()[1]}", 0.1)) as lines,
        pytest.raises(Fell),
    ):
        lines.send("POST", "/", b"{}")


def test_a_closed_line_reaches_nobody(lines, rasa):
    lines.close()
    with pytest.raises(NotReached):
        lines.send("POST", "/", b"{}")
    assert rasa.heard == []


def wait_for_words(rasa):
    while not rasa.heard:
        time.sleep(0.01)


def test_a_door_that_ends_waits_no_longer_for_a_rasa_that_is_silent(open_door, rasa, monkeypatch):
    monkeypatch.setattr(turns, "FINISH_SECONDS", 0.1)
    browser = open_door()
    browser.post("/api/v1/sessions", json={})
    rasa.may_answer.clear()
    refused = []
    waiting = threading.Thread(target=lambda: refused.append(send(browser, {"text": "hello"})))
    waiting.start()
    wait_for_words(rasa)
    browser.portal.call(browser.app.state.door.turns.finish)
    waiting.join(PATIENCE)
    assert not rasa.may_answer.is_set()
    assert code_of(refused[0]) == "assistant_away"


def test_what_is_done_meanwhile_is_done_after_asking_and_before_listening(lines, rasa):
    rasa.may_answer.clear()

    def meanwhile():
        wait_for_words(rasa)
        rasa.may_answer.set()

    assert lines.send("POST", "/", b"{}", meanwhile).is_good


def test_a_line_to_which_nobody_listens_is_not_used_again(lines, rasa):
    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        lines.send("POST", "/", b"{}", fail)
    assert lines.send("POST", "/", b"{}").is_good
    assert len(rasa.lines) == 2
