"""What an action records when Rasa hears a message a second time, because the first turn was never kept."""

import asyncio
from datetime import date
from itertools import count

import pytest
from ciphers import CIPHER
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import callback, interruptions, recording
from actions.callback import RequestCallback
from actions.guarded import GuardedAction
from actions.recording import record_answers
from bot.app import App
from bot.conversation.facts import ASKED
from bot.conversation.interview import Interview
from bot.conversation.memory import Memory
from bot.settings import Settings
from bot.store import RecordsUnavailable, open_records

CALLBACK = {
    "callback_consent": True,
    "callback_name": "Ann Sample",
    "callback_phone": "515 555 0123",
    "callback_time": "morning",
}
DAY = date(2026, 11, 22)
ids = map(str, count())


@pytest.fixture
def app(tmp_path, monkeypatch):
    settings = Settings(home=tmp_path, as_of=DAY)
    with open_records(settings.records, CIPHER) as records:
        made = App(settings, records)
        for doorstep in (recording, callback, interruptions):
            monkeypatch.setattr(doorstep, "app", lambda: made)
        yield made


def heard(key: str | None, slots: dict | None = None) -> Tracker:
    """A message as Rasa tells it: each time under another id, with the door's key beside it."""
    message = {"text": "61", "message_id": next(ids), "metadata": {"key": key} if key else {}}
    return Tracker("someone", slots or {}, message, [], False, None, {}, None)


def give_age(key: str | None) -> None:
    before = Interview({"consent": True}, Memory())
    age = ASKED["age"].read(61, DAY)
    record_answers(heard(key), before, Interview({"consent": True, "age": age}, Memory()), "61")


def versions(app: App) -> int:
    return len(app.records.answer_history(app.records.current_screening("someone").id, "age"))


def test_an_answer_heard_twice_is_recorded_once(app):
    give_age("k1")
    give_age("k1")
    assert versions(app) == 1


@pytest.mark.parametrize("keys", [("k1", "k2"), (None, None)], ids=["another key", "a channel without keys"])
def test_two_messages_are_two_versions(app, keys):
    for key in keys:
        give_age(key)
    assert versions(app) == 2


def test_a_callback_asked_for_twice_in_one_message_is_one_callback(app):
    for key in ("k1", "k1", "k2"):
        asyncio.run(RequestCallback().run(CollectingDispatcher(), heard(key, dict(CALLBACK)), {}))
        kept = app.records.callbacks(conversation="someone")
        assert len(kept) == (2 if key == "k2" else 1)


class Failing(GuardedAction):
    """Fails as it is told."""

    def __init__(self, failure: Exception) -> None:
        self._failure = failure

    def name(self) -> str:
        return "action_failing"

    async def act(self, dispatcher, tracker, domain) -> list:
        raise self._failure


def test_what_the_records_could_not_take_is_not_apologized_for_but_not_heard():
    dispatcher = CollectingDispatcher()
    with pytest.raises(RecordsUnavailable):
        asyncio.run(Failing(RecordsUnavailable("away")).run(dispatcher, heard("k1"), {}))
    assert dispatcher.messages == []


def test_any_other_failure_is_an_apology():
    dispatcher = CollectingDispatcher()
    asyncio.run(Failing(ValueError("61")).run(dispatcher, heard("k1"), {}))
    assert [each["response"] for each in dispatcher.messages] == ["utter_error"]
