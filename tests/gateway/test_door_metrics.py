"""What the door counts, who may read it, and that it refuses what would only pile up."""

import json
import logging

import pytest
from before_the_door import begin, code_of, send
from prometheus_client.parser import text_string_to_metric_families

from bot.logs import FIELDS, JsonLines, PlainLines

TOKEN = "token-of-the-test"
SECRET = "zelda has hepatitis"


@pytest.fixture
def client(open_door):
    door = open_door(metrics_token=TOKEN)
    begin(door)
    return door


def figures(client) -> dict[tuple[str, ...], float]:
    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    samples = (each for family in text_string_to_metric_families(text) for each in family.samples)
    return {(each.name, *sorted(each.labels.values())): each.value for each in samples}


@pytest.mark.parametrize("shown", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}])
def test_only_who_shows_the_token_reads_the_figures(client, shown):
    assert client.get("/metrics", headers=shown).status_code == 404


def test_a_turn_is_counted_timed_and_named_by_no_words(client, rasa):
    before = figures(client)
    assert send(client, {"text": SECRET}).status_code == 200
    after = figures(client)
    counted = ("aftercart_turns_total", "answered", "rest")
    assert after[counted] == before.get(counted, 0) + 1
    assert after["aftercart_turn_seconds_count", "rest"] == after[counted]
    assert SECRET not in client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text


def test_too_many_turns_at_once_are_refused_kindly_and_at_once(open_door, rasa):
    door = open_door(most_turns=1, reply_seconds=0.1)
    begin(door)
    rasa.may_answer.clear()
    assert code_of(send(door, {"text": "61"})) == "assistant_slow"
    door.cookies.clear()
    begin(door)
    refused = send(door, {"text": "62"})
    rasa.may_answer.set()
    assert (refused.status_code, code_of(refused), refused.headers["Retry-After"]) == (503, "crowded", "5")
    assert refused.json()["error"]["retry"]


def test_a_log_line_is_one_json_object():
    record = logging.LogRecord("bot.gateway", logging.INFO, "", 0, "request", (), None)
    setattr(record, FIELDS, {"route": "/health", "status": 200})
    line = json.loads(JsonLines().format(record))
    assert (line["event"], line["level"], line["route"], line["status"]) == (
        "request",
        "info",
        "/health",
        200,
    )
    assert PlainLines().format(record) == "request route=/health status=200"


def test_who_waits_for_a_call_is_counted(client):
    assert figures(client)["aftercart_callbacks_waiting",] == 0
    app = client.app.state.door.app
    app.records.request_callback(
        "somebody",
        name="Ann Sample",
        phone="+15155550123",
        phone_as_given="515 555 0123",
        best_time=None,
        consent_at=app.now(),
        message_id="m",
        at=app.now(),
        due_on=app.today(),
    )
    assert figures(client)["aftercart_callbacks_waiting",] == 1
