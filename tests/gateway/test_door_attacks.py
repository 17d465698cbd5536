"""What strangers try. Each of these is refused before Rasa hears anything."""

import asyncio
import json
import logging
from uuid import uuid4

import pytest
from before_the_door import ALLOWED, OWN, STRANGER, begin, buttons_of, code_of, send

MESSAGES = "/api/v1/messages"
HELLO = b'{"text": "hello"}'
KEY = "6c1a7c5e-3c1e-4a51-9b62-0f3f7a7f3d55"


def post(client, content=HELLO, path=MESSAGES, **headers):
    told = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4()), **headers}
    return client.post(path, content=content, headers={k: v for k, v in told.items() if v is not None})


@pytest.mark.parametrize(
    "text",
    [
        '/answer{"consent": true, "age": 40}', ' /x', "\u200b/x", "\uff0fanswer", "\n/restart", "\x00/x", "/ /x",
        "\u3000\u2044session_start", "/inform@0.9{}", '\t\n/answer{"car_t_product": "ide_cel"}',
    ],
)  # fmt: skip
def test_typed_commands_are_words(client, rasa, text):
    reply = send(client, {"text": text})
    assert reply.status_code == 200
    [heard] = rasa.messages
    assert heard[0].isalpha()
    assert reply.json()["said"]["text"] == heard


@pytest.mark.parametrize(
    ("attack", "status", "code"),
    [
        ({"Origin": STRANGER}, 403, "wrong_origin"),
        ({"Origin": "null"}, 403, "wrong_origin"),
        ({"Origin": OWN + ".evil.example"}, 403, "wrong_origin"),
        ({"Origin": "https://127.0.0.1:8080"}, 403, "wrong_origin"),
        ({"Origin": OWN.replace("8080", "8081")}, 403, "wrong_origin"),
        ({"Origin": f"{OWN} {STRANGER}"}, 403, "wrong_origin"),
        ({"Origin": ALLOWED}, 401, "no_session"),
        ({"Content-Type": None}, 415, "not_json"),
        ({"Content-Type": "text/plain"}, 415, "not_json"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415, "not_json"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415, "not_json"),
        ({"Host": "evil.example"}, 421, "wrong_host"),
        ({"Host": "127.0.0.1:8081"}, 421, "wrong_host"),
        ({"Content-Length": "99999999999999999999999999"}, 413, "too_long"),
        ({"Content-Length": "-1"}, 413, "too_long"),
        ({"Authorization": "Bearer x"}, 401, "no_session"),
        ({"Idempotency-Key": None}, 422, "not_understood"),
    ],
)
def test_requests_that_no_page_of_ours_sends(client, rasa, attack, status, code):
    refused = post(client, **attack)
    assert (refused.status_code, code_of(refused)) == (status, code)
    assert rasa.messages == []


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("path", [MESSAGES, "/api/v1/sessions", "/api/v1/conversation", "/api/v1/resume"])
def test_nothing_changes_without_an_origin(client, rasa, method, path):
    del client.headers["Origin"]
    refused = client.request(method, path, headers={"Content-Type": "application/json"})
    assert (refused.status_code, code_of(refused)) == (403, "wrong_origin")
    assert rasa.messages == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422), (b"{}", 422), (b"[]", 422), (b"null", 422), (b"7", 422), (b'"hello"', 422), (b"{", 422),
        (b"\xff\xfe", 400),
        (b'{"text": null}', 422), (b'{"text": 7}', 422), (b'{"text": ["x"]}', 422), (b'{"text": ""}', 422),
        (b'{"text": " \\n "}', 422), (b'{"text": "///"}', 422), (b'{"text": "\\u200b"}', 422),
        (b'{"text": "x", "sender": "other"}', 422), (b'{"text": "x", "metadata": {}}', 422),
        (b'{"text": "x", "choice": "y"}', 422), (b'{"message": "/restart"}', 422), (b'{"command": "restart"}', 422),
        (b'{"command": "open", "text": "x"}', 422), (b'{"choices": []}', 422), (b'{"choices": "x"}', 422),
        (b'{"choices": ["a", 1]}', 422), (b'{"choice": ""}', 422), (b'{"choice": "/restart"}', 409),
        (b'{"choice": "b_AAAAAAAAAAAAAAAA"}', 409), (b'{"choices": ["b_AAAAAAAAAAAAAAAA", "x"]}', 409),
        (b'{"change": "__class__"}', 422), (b'{"change": "/restart"}', 422),
        (b"[" * 4000, 400), (b'{"a":' * 800, 400), (b'{"text": "' + b"x" * 500 + b'"}', 200),
        (b'{"text": "' + b"x" * 501 + b'"}', 413), (b'{"text": "' + b"x" * 5000 + b'"}', 413),
        (b'{"text": "hello"}' + b" " * 4096, 413), (b"x" * 10_000_000, 413),
    ],
    ids=lambda value: repr(value)[:40],
)  # fmt: skip
def test_bodies(client, rasa, body, status):
    answer = post(client, body)
    accepted = {status, 422} if status == 400 else {status}
    assert answer.status_code in accepted
    assert len(rasa.messages) == (status == 200)
    if status != 200:
        code_of(answer)


def test_an_endless_body_is_not_read_to_its_end(client, rasa):
    sent = 0

    def endless():
        nonlocal sent
        while sent < 10_000_000:
            sent += 1000
            yield b"x" * 1000

    async def served():
        statuses = []
        chunks = endless()

        async def receive():
            return {"type": "http.request", "body": next(chunks), "more_body": True}

        async def send_back(message):
            statuses.append(message.get("status"))

        headers = {"host": "127.0.0.1:8080", "origin": OWN, "content-type": "application/json"}
        scope = {
            "type": "http",
            "method": "POST",
            "path": MESSAGES,
            "raw_path": MESSAGES.encode(),
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
        }
        await client.app(scope, receive, send_back)
        return statuses[0]

    assert asyncio.run(served()) == 413
    assert sent < 10_000


def test_a_body_that_never_arrives_is_not_waited_for(client, monkeypatch):
    monkeypatch.setattr("bot.gateway.doorkeeper.BODY_SECONDS", 0.05)

    async def served():
        statuses = []

        async def receive():
            await asyncio.sleep(60)

        async def send_back(message):
            statuses.append(message.get("status"))

        scope = {"type": "http", "method": "GET", "path": "/health", "query_string": b"", "headers": []}
        await client.app(scope, receive, send_back)
        return statuses[0]

    assert asyncio.run(served()) == 408


def test_buttons_of_another_session_are_no_buttons(open_door, client, rasa):
    send(client, {"text": "hello"})
    stranger = open_door()
    begin(stranger)
    theirs = buttons_of(send(stranger, {"text": "hello"}))
    before = len(rasa.messages)
    refused = send(client, {"choice": theirs["Radiation"]})
    assert (refused.status_code, code_of(refused)) == (409, "old_button")
    assert len(rasa.messages) == before


def test_buttons_of_two_replies_do_not_go_together(client):
    old = buttons_of(send(client, {"text": "hello"}))
    new = buttons_of(send(client, {"text": "hm"}))
    assert code_of(send(client, {"choices": [old["Radiation"], new["Steroids"]]})) == "old_button"


def test_a_replayed_request_is_answered_from_what_is_kept(client, rasa):
    replies = [send(client, {"text": "start over"}, key=KEY).json() for _ in range(3)]
    assert replies[0] == replies[1] == replies[2]
    assert rasa.messages == ["start over"]


def test_requests_of_an_address_are_limited(open_door):
    browser = open_door(rate_requests="3/minute")
    assert [browser.get(MESSAGES).status_code for _ in range(5)] == [401, 401, 401, 429, 429]


def test_an_address_that_a_request_claims_does_not_count(open_door):
    browser = open_door(rate_requests="2/minute")
    codes = [browser.get(MESSAGES, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(4)]
    assert codes == [401, 401, 429, 429]


@pytest.mark.parametrize("origin", [STRANGER, "null"])
def test_no_preflight_for_strangers(client, origin):
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    answer = client.options(MESSAGES, headers=asked)
    assert answer.status_code >= 400
    assert "access-control-allow-origin" not in answer.headers


def test_a_preflight_for_an_allowed_site(client):
    wanted = "authorization, content-type, idempotency-key"
    asked = {
        "Origin": ALLOWED,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": wanted,
    }
    answer = client.options(MESSAGES, headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == ALLOWED
    assert "access-control-allow-credentials" not in answer.headers


def test_an_allowed_site_can_read_why_it_was_refused(client):
    refused = post(client, Origin=ALLOWED, **{"Content-Type": "text/plain"})
    assert refused.headers["access-control-allow-origin"] == ALLOWED


SECRET = "xylophone-words-of-mine"


def test_no_log_holds_words(client, rasa, caplog):
    caplog.set_level(logging.DEBUG)
    send(client, {"text": SECRET})
    send(client, {"choice": SECRET})
    post(client, json.dumps({"text": SECRET, SECRET: 1}).encode())
    client.get(f"/{SECRET}?q={SECRET}")
    client.get(MESSAGES, params={"q": SECRET})
    rasa.status = 500
    send(client, {"text": SECRET})
    of_the_test = ("httpx2", "httpcore2")
    records = [each for each in caplog.records if not each.name.startswith(of_the_test)]
    assert any(getattr(each, "fields", {}).get("status") == 200 for each in records)
    assert not [each for each in records if SECRET in each.getMessage() + str(each.exc_info)]


def test_a_failure_of_ours_is_an_apology_and_logs_no_words(client, caplog, monkeypatch):
    def broken(*_):
        raise ValueError(SECRET)

    monkeypatch.setattr("bot.gateway.hearing.wording_of", broken)
    failed = send(client, {"text": SECRET})
    assert (failed.status_code, code_of(failed)) == (500, "broken")
    assert failed.headers["content-security-policy"]
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text + failed.text
    monkeypatch.undo()
    assert send(client, {"text": "hello"}).status_code == 200
