"""What is recorded for a button that Rasa made while talking, which the domain does not know."""

import asyncio
import json
from datetime import date

import pytest
from ciphers import CIPHER
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import recording, screening_form
from actions.screening_form import AskUnderstandingCheck, ValidateScreeningForm
from bot.app import App
from bot.conversation.hearing import hear
from bot.conversation.interview import Interview, Message
from bot.conversation.questions import QUESTIONS
from bot.conversation.slots import slots_of
from bot.settings import Settings
from bot.store import open_records

DAY = date(2026, 11, 22)
ASKED = "car_t_infusion_date"


@pytest.fixture
def app(tmp_path, monkeypatch):
    settings = Settings(home=tmp_path, as_of=DAY)
    with open_records(settings.records, CIPHER) as records:
        made = App(settings, records)
        for doorstep in (recording, screening_form):
            monkeypatch.setattr(doorstep, "app", lambda: made)
        yield made


def tracker_of(interview: Interview, asked: str, text: str, **metadata: str) -> Tracker:
    """Somebody who just pressed a button."""
    _, _, facts = text.partition("{")
    told = json.loads("{" + facts) if facts else {}
    message = {
        "text": text,
        "message_id": "1",
        "intent": {"name": "answer"},
        "entities": [{"entity": fact, "value": value} for fact, value in told.items()],
        "metadata": {"key": "k1", **metadata},
    }
    slots = {**slots_of(interview), "requested_slot": asked}
    return Tracker("someone", slots, message, [], False, None, {}, None)


@pytest.mark.parametrize(
    ("channel", "kept"),
    [
        ({}, "[{title}]"),
        ({"given_by": "patient", "said": "the earlier one"}, "the earlier one [{title}]"),
    ],
    ids=["chat", "phone"],
)
def test_a_stretch_of_time_is_recorded_by_what_stood_on_its_button(app, channel, kept):
    asked = Interview({"consent": True, "car_t_product": "ide_cel"})
    waiting = hear(asked, QUESTIONS[ASKED], Message("early August 2026"), DAY).interview
    offering = CollectingDispatcher()
    slot = "understanding_check"
    asyncio.run(AskUnderstandingCheck().run(offering, tracker_of(waiting, slot, "x"), {}))
    button = offering.messages[0]["buttons"][0]

    pressed = tracker_of(waiting, slot, button["payload"], pressed=button["title"], **channel)
    asyncio.run(ValidateScreeningForm().get_validation_events(CollectingDispatcher(), pressed, {}))

    screening = app.records.current_screening("someone")
    assert button["title"].startswith("before August")
    [answer] = app.records.answer_history(screening.id, ASKED)
    assert answer.words == kept.format(title=button["title"])
