"""The power goes after Rasa heard a message and before the door kept the reply: the message, which did not wait for the
disk, is gone from the door. It comes again with its key."""

import sqlite3
from contextlib import closing
from uuid import uuid4

import pytest
from before_the_door import send
from httpx2 import Client

from bot.store import open_records

MESSAGES = "/api/v1/messages"


@pytest.fixture
def browser(assistant):
    """A browser on the door's own page, whose person is asked for a diagnosis."""
    url = assistant.gateway_url
    with Client(base_url=url, headers={"Origin": url}, timeout=60) as client:
        assert client.post("/api/v1/sessions", json={}).status_code == 201
        for message in ({"command": "open"}, {"text": "yes"}):
            reply = send(client, message)
        assert asked_in(reply) == "diagnosis"
        yield client


def asked_in(reply):
    assert reply.status_code == 200, reply.text
    return next(each["ask"] for each in reply.json()["messages"] if each["ask"])


def button_of(browser, title):
    last = browser.get(MESSAGES).json()["messages"][-1]
    return next(each["id"] for each in last["buttons"] if each["title"] == title)


def lose(settings, key):
    """What a power cut does to a row that no disk has: it was never there. Returns whose it was."""
    with closing(sqlite3.connect(settings.home / "records.sqlite3", isolation_level=None)) as file:
        [(conversation,)] = file.execute(
            "DELETE FROM turn WHERE key = ? RETURNING conversation", [key]
        ).fetchall()
    return conversation


def without_ids(messages):
    return [
        {**each, "id": None, "buttons": [{**one, "id": None} for one in each["buttons"]]} for each in messages
    ]


@pytest.mark.parametrize("pressed", [False, True], ids=["typed", "pressed"])
def test_it_counts_once_and_gets_the_same_reply(assistant, browser, pressed):
    key = str(uuid4())
    message = {"choice": button_of(browser, "Multiple myeloma")} if pressed else {"text": "multiple myeloma"}
    first = send(browser, message, key=key)
    conversation = lose(assistant, key)
    before = browser.get(MESSAGES).json()["messages"]
    assert key not in [each["id"] for each in before]

    again = send(browser, message, key=key)
    assert asked_in(again) == asked_in(first) == "car_t_product"
    assert without_ids(again.json()["messages"]) == without_ids(first.json()["messages"])
    assert again.json()["said"] == first.json()["said"]
    assert again.json()["progress"] == first.json()["progress"]
    after = browser.get(MESSAGES).json()["messages"]
    assert [each["id"] for each in after].count(key) == 1
    assert len(after) == len(before) + 1 + len(again.json()["messages"])

    with open_records(assistant.records, assistant.cipher) as records:
        screening = records.current_screening(conversation)
        assert len(records.answer_history(screening.id, "diagnosis")) == 1
    assert asked_in(send(browser, {"text": "abecma"})) == "car_t_infusion_date"
