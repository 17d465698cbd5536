"""A session whose conversation the door remembers is let in only as long as the records say so."""

import threading
import time

import pytest
from before_the_door import begin, code_of, send

from bot.gateway import visits

SESSIONS = "/api/v1/sessions"
KEY = "0b9b0a4e-6a0c-4f0e-8a4b-6c6fb1b7a3d1"


@pytest.fixture
def doors(open_door):
    """Two doors over the same records, and one browser that is known at both."""
    one, other = open_door(), open_door()
    begin(one)
    other.cookies = one.cookies
    for each in (one, other):
        assert send(each, {"text": "hello"}).status_code == 200
    return one, other


@pytest.mark.parametrize("path", [SESSIONS, "/api/v1/conversation"])
def test_what_one_door_ended_is_ended_at_the_other(doors, rasa, path):
    cookies = dict(doors[0].cookies)
    assert doors[0].delete(path).is_success
    heard = len(rasa.heard)
    for each in doors:
        each.cookies.update(cookies)
        refused = send(each, {"text": "and another"})
        assert (refused.status_code, code_of(refused)) == (401, "no_session")
    assert len(rasa.heard) == heard


def test_who_is_no_longer_let_in_hears_no_reply_while_another_message_is_heard(open_door, rasa):
    client = open_door()
    begin(client)
    assert send(client, {"text": "hello"}, key=KEY).status_code == 200
    door = client.app.state.door
    heard = len(rasa.heard)
    rasa.may_answer.clear()
    talking = threading.Thread(target=send, args=(client, {"text": "and another"}))
    talking.start()
    while len(rasa.heard) == heard:
        time.sleep(0.01)
    (digest,) = door.visits._conversations
    door.records.close_visit(digest)
    assert code_of(send(client, {"text": "hello"}, key=KEY)) == "no_session"
    rasa.may_answer.set()
    talking.join()


def test_only_the_last_sessions_are_remembered(open_door, monkeypatch):
    monkeypatch.setattr(visits, "MOST_REMEMBERED", 2)
    client = open_door()
    for _ in range(4):
        client.cookies.clear()
        begin(client)
        assert send(client, {"text": "hello"}).status_code == 200
    assert len(client.app.state.door.visits._conversations) == 2
