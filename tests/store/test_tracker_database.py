"""Rasa's conversations, looked at from outside, in a file and on PostgreSQL."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from ciphers import CIPHER
from sqlalchemy import create_engine, text

from bot.store import RecordsUnavailable, TrackerDatabase
from bot.store.database import address_of

TABLE = "CREATE TABLE events (id {number} PRIMARY KEY, sender_id TEXT, type_name TEXT, timestamp FLOAT, data TEXT)"
TURN = [
    {"event": "user", "text": "abecma", "metadata": {"key": "k1"}},
    {"event": "bot", "text": "Noted."},
    {"event": "action", "name": "action_listen"},
]


@pytest.fixture
def tracker(empty_url: str) -> TrackerDatabase:
    engine = create_engine(address_of(empty_url))
    number = "SERIAL" if engine.dialect.name == "postgresql" else "INTEGER"
    with engine.begin() as connection:
        connection.execute(text(TABLE.format(number=number)))
        for at, (sender, event) in enumerate((sender, event) for sender in ("ann", "bob") for event in TURN):
            row = {
                "sender": sender,
                "type": event["event"],
                "at": float(at),
                "data": CIPHER.encrypt(json.dumps(event)),
            }
            insert = "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (:sender, :type, :at, :data)"
            connection.execute(text(insert), row)
    engine.dispose()
    return TrackerDatabase(empty_url, CIPHER)


def test_what_was_said_to_a_message_is_found_by_its_key(tracker):
    assert tracker.reply_to("ann", "k1") == ({"text": "Noted."},)
    assert tracker.reply_to("ann", "k2") is None
    assert tracker.reply_to("cid", "k1") is None


def test_forgetting_reaches_one_sender_and_no_other(tracker):
    tracker.forget("ann", "nobody")
    assert tracker.reply_to("ann", "k1") is None
    assert tracker.reply_to("bob", "k1") == ({"text": "Noted."},)


@pytest.mark.parametrize(("second", "silent"), [(2, set()), (3, {"ann"}), (5, {"ann"}), (6, {"ann", "bob"})])
def test_who_was_silent_since_when(tracker, second, silent):
    assert set(tracker.silent_since(datetime.fromtimestamp(second, UTC))) == silent


def test_before_rasa_made_its_table_nothing_is_known(new_database: Callable[[], str]):
    empty = TrackerDatabase(new_database(), CIPHER)
    empty.prepare()
    empty.forget("ann")
    assert empty.reply_to("ann", "k1") is None and empty.silent_since(datetime.now(UTC)) == ()


def test_a_server_that_is_away_is_said_in_one_sentence():
    away = TrackerDatabase("postgresql://nobody@127.0.0.1:1/none", CIPHER)
    with pytest.raises(RecordsUnavailable, match="cannot be reached at the moment"):
        away.reply_to("ann", "k1")
