"""The action server: what it answers over HTTP, and what each turn of a whole screen costs it, counted."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
import yaml
from ciphers import CIPHER
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from statements import count_statements

from actions import callback, recording, result, screening_form
from actions.result import GiveResult
from actions.screening_form import ValidateScreeningForm
from actions.server import ActionServer
from bot.app import App
from bot.conversation.facts import ASKED
from bot.language.dates import finding
from bot.language.phrases import PhraseTable
from bot.settings import PROJECT, Settings
from bot.store import open_records

DAY = date(2026, 11, 22)
PERSON = yaml.safe_load((PROJECT / "tests" / "bench" / "answers.yml").read_text(encoding="utf-8"))
SECRET = ("secret", "words")
MOST_BYTES = 1_000
MOST_BYTES_OF_A_RESULT = 14_000
MOST_LOOKS_FOR_DATES = 2
MOST_LOOKS_FOR_PHRASES = 60


class Failing(Action):
    """Fails with the words of a person."""

    def name(self) -> str:
        return "action_failing"

    async def run(self, dispatcher, tracker, domain):
        raise ValueError(" ".join(SECRET))


class Waiting(Failing):
    """Waits, as no action may."""

    def name(self) -> str:
        return "action_waiting"

    async def run(self, dispatcher, tracker, domain):
        await asyncio.sleep(0)


def asked(server: ActionServer, method: str, path: str, *parts: bytes) -> SimpleNamespace:
    """The answer to a request whose body comes in parts."""
    coming = iter(parts or (b"",))
    left = len(parts or (b"",))
    sent: list[dict] = []

    async def receive() -> dict:
        nonlocal left
        left -= 1
        return {"type": "http.request", "body": next(coming), "more_body": left > 0}

    async def send(message: dict) -> None:
        sent.append(message)

    asyncio.run(server({"type": "http", "method": method, "path": path}, receive, send))
    start, body = sent
    return SimpleNamespace(
        status=start["status"], headers=dict(start["headers"]), body=body["body"], size=len(body["body"])
    )


def run(server: ActionServer, action: str | None, **tracker: object) -> SimpleNamespace:
    """The answer to Rasa's call for an action."""
    call = {
        "next_action": action,
        "sender_id": "ann",
        "tracker": {"sender_id": "ann", **tracker},
        "domain": {},
    }
    return asked(server, "POST", "/webhook", json.dumps(call).encode())


def server_of(*actions: type[Action]) -> ActionServer:
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)
    return ActionServer(executor)


@pytest.fixture
def server() -> ActionServer:
    return server_of(Failing, Waiting)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("HEAD", "/health", 200),
        ("POST", "/health", 405),
        ("GET", "/webhook", 405),
        ("GET", "/", 404),
        ("POST", "/webhook/", 404),
    ],
)
def test_it_answers_at_two_addresses(server, method, path, status):
    answer = asked(server, method, path)

    assert answer.status == status
    assert answer.headers[b"content-type"] == b"application/json"
    assert (answer.body == b"") == (method == "HEAD")
    assert method == "HEAD" or int(answer.headers[b"content-length"]) == answer.size


def test_a_body_that_comes_in_parts_is_read_to_its_end(server):
    assert asked(server, "POST", "/webhook", b'{"next_', b'action":', b" null}").body == b"null"


def test_an_action_that_is_not_there_is_named(server):
    answer = run(server, "action_nowhere")

    assert (answer.status, json.loads(answer.body)["action_name"]) == (404, "action_nowhere")


@pytest.mark.parametrize("action", ["action_failing", "action_waiting"])
def test_a_failure_says_nothing_of_what_was_typed(server, caplog, action):
    with caplog.at_level(logging.ERROR):
        answer = run(server, action)

    assert (answer.status, json.loads(answer.body)) == (500, {"error": "action_failed"})
    assert action in caplog.text
    assert " ".join(SECRET) not in caplog.text


def test_what_is_no_call_is_a_failure_like_any_other(server, caplog):
    assert asked(server, "POST", "/webhook", " ".join(SECRET).encode()).status == 500
    assert " ".join(SECRET) not in caplog.text


@pytest.fixture
def app(tmp_path, monkeypatch) -> Iterator[App]:
    settings = Settings(home=tmp_path, as_of=DAY)
    with open_records(settings.records, CIPHER) as records:
        made = App(settings, records)
        for doorstep in (recording, screening_form, result, callback):
            monkeypatch.setattr(doorstep, "app", lambda: made)
        yield made


@pytest.fixture
def counts(app, monkeypatch) -> Counter:
    """What reaches the database, and how often words are searched for dates and for phrases."""
    counted: Counter[str] = Counter()

    def counting(name: str, true_way):
        def way(*given):
            counted[name] += 1
            return true_way(*given)

        return way

    count_statements(app.records._engine, counted)
    monkeypatch.setattr(finding, "_phrase", counting("dates", finding._phrase))
    monkeypatch.setattr(PhraseTable, "find", counting("phrases", PhraseTable.find))
    return counted


def play(server: ActionServer, counts: Counter) -> Iterator[tuple[str, SimpleNamespace, Counter]]:
    """A whole screen as Rasa plays it: the question, what the action server answers, and what that took."""
    slots: dict[str, object] = {"requested_slot": "consent"}
    while slots["requested_slot"]:
        question = slots["requested_slot"]
        message = {
            "text": PERSON.get(question, "yes"),
            "message_id": f"m-{question}-{len(slots)}",
            "intent": {"name": "inform"},
        }
        told = {"latest_message": message, "events": [{"event": "user", "text": message["text"]}]}
        counts.clear()
        answer = run(server, "validate_screening_form", slots=slots, **told)
        for each in json.loads(answer.body)["events"]:
            slots[each["name"]] = each["value"]
        yield question, answer, Counter(counts)
    counts.clear()
    yield "", run(server, "action_give_result", slots=slots, **told), Counter(counts)


def test_a_turn_costs_one_transaction_and_few_looks_at_the_words(app, counts):
    server = server_of(ValidateScreeningForm, GiveResult)
    *turns, (_, ending, of_the_ending) = play(server, counts)

    assert len(turns) == len(PERSON)
    for question, answer, cost in turns:
        begins = question == "consent"
        facts = sum(each["name"] in ASKED for each in json.loads(answer.body)["events"])
        assert answer.status == 200, question
        assert (cost["BEGIN"], cost["COMMIT"], cost["SELECT"]) == (1, 1, 1), question
        assert (cost["INSERT"], cost["UPDATE"]) == (facts + begins, begins), question
        assert cost["dates"] <= MOST_LOOKS_FOR_DATES, question
        assert cost["phrases"] <= MOST_LOOKS_FOR_PHRASES, question
        assert answer.size <= MOST_BYTES, question
    assert [of_the_ending[each] for each in ("BEGIN", "COMMIT", "SELECT", "UPDATE")] == [1, 1, 2, 1]
    assert ending.size <= MOST_BYTES_OF_A_RESULT
    assert app.records.current_screening("ann").outcome == "likely_eligible"
