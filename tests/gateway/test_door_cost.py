"""What one message costs at the door, counted: a regression shows without a clock."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import anyio.to_thread
import pytest
from before_the_door import buttons_of, send
from sqlalchemy import event

from bot.store import GivenAnswer
from bot.trial.criteria import CRITERIA

WAITS_FOR_DISK = 2
"""SQLite's number for `synchronous = FULL`."""


@contextmanager
def counted(browser, monkeypatch):
    """Counts statements, transactions that end, those of them that wait for the disk, and ways to a thread."""
    counts = Counter()
    engine = browser.app.state.door.records._engine

    def note_commit(connection):
        synchronous = connection.connection.driver_connection.execute("PRAGMA synchronous").fetchone()[0]
        wrote = connection.get_execution_options().get("begin")
        counts.update(
            {"commits": 1, "waits for the disk": int(bool(wrote) and synchronous == WAITS_FOR_DISK)}
        )

    def note_statement(*_):
        counts["statements"] += 1

    def note_thread(true_way, name):
        def way(*given, **named):
            counts[name] += 1
            return true_way(*given, **named)

        return way

    with monkeypatch.context() as patched:
        patched.setattr(
            anyio.to_thread, "run_sync", note_thread(anyio.to_thread.run_sync, "ways to a thread")
        )
        patched.setattr(
            ThreadPoolExecutor, "submit", note_thread(ThreadPoolExecutor.submit, "ways to a thread")
        )
        event.listen(engine, "commit", note_commit)
        event.listen(engine, "before_cursor_execute", note_statement)
        try:
            yield counts
        finally:
            event.remove(engine, "commit", note_commit)
            event.remove(engine, "before_cursor_execute", note_statement)


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
    assert counts == {
        # The values that were on record before are read while Rasa is at work.
        "statements": 3 * len(["BEGIN"])
        + len(["visit", "known", "taken"])
        + len(["values before"])
        + len(["reply", "values since"]),
        "commits": 3,
        "waits for the disk": 1,
        "ways to a thread": 1,
    }
    assert (len(rasa.heard) - heard, len(rasa.lines) - lines) == (1, 0)


def test_a_button_asks_for_the_reply_before_it_too(in_a_talk, monkeypatch):
    offered = buttons_of(send(in_a_talk, {"text": "abecma"}))
    with counted(in_a_talk, monkeypatch) as counts:
        assert send(in_a_talk, {"choice": offered["Radiation"]}).status_code == 200
    assert (counts["statements"], counts["waits for the disk"], counts["ways to a thread"]) == (10, 1, 1)


def test_a_message_that_was_answered_waits_for_no_disk(in_a_talk, rasa, monkeypatch):
    key = str(uuid4())
    send(in_a_talk, {"text": "abecma"}, key=key)
    heard = len(rasa.heard)
    with counted(in_a_talk, monkeypatch) as counts:
        assert send(in_a_talk, {"text": "abecma"}, key=key).status_code == 200
    assert (counts["waits for the disk"], len(rasa.heard)) == (0, heard)


def test_how_many_questions_are_left_takes_few_decisions(in_a_talk, monkeypatch):
    decided = Counter()
    decide = type(CRITERIA[0]).decide

    def counted_decide(criterion, *given):
        decided[criterion.id] += 1
        return decide(criterion, *given)

    monkeypatch.setattr(type(CRITERIA[0]), "decide", counted_decide)
    send(in_a_talk, {"text": "abecma"})
    assert 0 < decided.total() < 3 * len(CRITERIA)
