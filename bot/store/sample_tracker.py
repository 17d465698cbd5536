"""Lets Rasa know of talks that it did not hear itself: those of sample people."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

from bot.encryption import Cipher
from bot.store.database import address_of, open_tracker_engine

# The layout of bot/rasa/event_table.py, which belongs to Rasa's own environment; a test compares the two.
EVENTS = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
    sqlite_autoincrement=True,
)

Talk = tuple[str, datetime, Sequence[Mapping[str, Any]]]
"""Who talked, when, and Rasa's events of it."""


def keep_talks(url: str, cipher: Cipher, talks: Sequence[Talk]) -> None:
    """Keep the events of talks in Rasa's database, encrypted."""
    engine = open_tracker_engine(address_of(url))
    EVENTS.metadata.create_all(engine)
    rows = [_row(sender, at, event, cipher) for sender, at, events in talks for event in events]
    # All in one transaction: one for each of thousands of rows would take a minute.
    with engine.execution_options(isolation_level="SERIALIZABLE").begin() as connection:
        connection.execute(EVENTS.insert(), rows)
    engine.dispose()


def _row(sender: str, at: datetime, event: Mapping[str, Any], cipher: Cipher) -> dict[str, Any]:
    told = json.dumps({"timestamp": at.timestamp(), **event})
    return {
        "sender_id": sender,
        "type_name": event["event"],
        "timestamp": at.timestamp(),
        "data": cipher.encrypt(told),
    }
