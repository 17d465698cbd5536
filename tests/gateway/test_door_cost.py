"""What one message costs at the door, counted: a regression shows without a clock."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import anyio.to_thread
import pytest
from before_the_door import buttons_of, send
from statements import count_statements, first_word

from bot.store import GivenAnswer
from bot.trial.criteria import CRITERIA

TYPED = {
    # Taking it, which does not wait for the disk: the visit, the key, the row.
    "PRAGMA synchronous = NORMAL": 1,
    # What is on record, read while Rasa is at work; the reply, and what the message added.
    "PRAGMA synchronous = FULL": 2,
    "BEGIN IMMEDIATE": 2,
    "BEGIN": 1,
    "SELECT": 2 + 1 + 1,
    "INSERT": 1,
    "UPDATE": 1,
    "COMMIT": 3,
    "way to a thread": 1,
}


@contextmanager
def counted(browser, monkeypatch):
    """Counts what reaches the driver of the database, and ways to a thread."""
    counts = Counter()

    def counting(way):
        def go(*given, **named):
            counts["way to a thread"] += 1
            return way(*given, **named)

        return go

    count_statements(browser.app.state.door.records._engine, counts, _kind_of)
    # The first request opens the connection.
    browser.get("/api/v1/messages")
    counts.clear()
    with monkeypatch.context() as patched:
        patched.setattr(anyio.to_thread, "run_sync", counting(anyio.to_thread.run_sync))
        patched.setattr(ThreadPoolExecutor, "submit", counting(ThreadPoolExecutor.submit))
        yield counts


def _kind_of(statement):
    whole = statement.startswith(("PRAGMA", "BEGIN"))
    return statement if whole else first_word(statement)


@pytest.fixture
def in_a_talk(client, rasa):
    """A browser whose person has answered some questions."""
    send(client, {"text": "hello"})
    given = [GivenAnswer("consent", True, "yes"), GivenAnswer("diagnosis", "multiple_myeloma", "myeloma")]
    door = client.app.state.door
    door.records.record_message(rasa.heard[0]["sender"], "web", "page", "m1", given, door.app.now())
    return client


def test_typed_words(in_a_talk, rasa, monkeypatch):
    heard, lines = len(rasa.heard), len(rasa.lines)
    with counted(in_a_talk, monkeypatch) as counts:
        reply = send(in_a_talk, {"text": "abecma"})
    assert reply.json()["progress"]["questions_left_about"] > 10
    assert counts == TYPED
    assert (len(rasa.heard) - heard, len(rasa.lines) - lines) == (1, 0)


def test_a_button_asks_for_the_reply_before_it_too(in_a_talk, monkeypatch):
    offered = buttons_of(send(in_a_talk, {"text": "abecma"}))
    with counted(in_a_talk, monkeypatch) as counts:
        assert send(in_a_talk, {"choice": offered["Radiation"]}).status_code == 200
    assert counts == {**TYPED, "SELECT": TYPED["SELECT"] + 1}


def test_a_message_that_was_answered_goes_to_nobody_again(in_a_talk, rasa, monkeypatch):
    key = str(uuid4())
    send(in_a_talk, {"text": "abecma"}, key=key)
    heard = len(rasa.heard)
    with counted(in_a_talk, monkeypatch) as counts:
        assert send(in_a_talk, {"text": "abecma"}, key=key).status_code == 200
    assert len(rasa.heard) == heard
    assert not {"INSERT", "UPDATE"} & set(counts)
    # Of what could wait for the disk there is one transaction, and that one does not.
    assert (counts["BEGIN IMMEDIATE"], counts["PRAGMA synchronous = NORMAL"]) == (1, 1)
    assert counts["way to a thread"] == 1


def test_how_many_questions_are_left_takes_few_decisions(in_a_talk, monkeypatch):
    decided = Counter()
    decide = type(CRITERIA[0]).decide

    def counted_decide(criterion, *given):
        decided[criterion.id] += 1
        return decide(criterion, *given)

    monkeypatch.setattr(type(CRITERIA[0]), "decide", counted_decide)
    send(in_a_talk, {"text": "abecma"})
    assert 0 < decided.total() < 3 * len(CRITERIA)
