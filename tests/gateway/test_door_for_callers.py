"""What the door takes from an agent for a caller: the phone's channel, who speaks, and words beside a button."""

import asyncio

import pytest
from before_the_door import FakeRasa, code_of, send
from starlette.testclient import TestClient

from bot.gateway.assistant import Channel
from bot.gateway.shapes import CommandMessage, SpokenMessage, TextMessage
from bot.store import GivenBy


def took(client: TestClient, key: str, message: object):
    """The turn of a message that an agent sent for a caregiver."""
    turns = client.app.state.door.turns
    on_the_phone = turns.take("ann", key, message, Channel.CALL_CENTER, GivenBy.CAREGIVER)
    return asyncio.run(on_the_phone)


def test_the_words_of_a_caller_go_along_with_the_button(client: TestClient, rasa: FakeRasa) -> None:
    asked = took(client, "k1", TextMessage(text="hello"))
    radiation = next(each["id"] for each in asked.reply[0]["buttons"] if each["title"] == "Radiation")
    turn = took(client, "k2", SpokenMessage(choices=[radiation], words="they  beamed /my hip"))

    assert rasa.messages[-1] == '/answer{"therapy_since_car_t": ["radiation"]}'
    assert rasa.heard[-1]["metadata"] == {
        "key": "k2",
        "given_by": "caregiver",
        "said": "they beamed /my hip",
        "pressed": "Radiation",
    }
    assert turn.said == "Radiation"


def test_without_words_nothing_is_said_of_them(client: TestClient, rasa: FakeRasa) -> None:
    took(client, "k1", TextMessage(text="61"))

    assert rasa.heard[-1]["metadata"] == {"key": "k1", "given_by": "caregiver"}


def test_the_public_does_not_speak_for_a_caller(client: TestClient, rasa: FakeRasa) -> None:
    refused = send(client, {"choices": ["b_1"], "words": "I said so"})

    assert code_of(refused) == "not_understood"
    assert rasa.heard == []


def test_an_emergency_can_be_called_outright(client: TestClient, rasa: FakeRasa) -> None:
    took(client, "k1", CommandMessage(command="emergency"))

    assert rasa.messages == ["/emergency"]


@pytest.mark.parametrize("alarm", ["emergency", "suicide_risk"])
def test_an_alarm_shows_by_its_flag(client: TestClient, rasa: FakeRasa, alarm: str) -> None:
    rasa.say = [{"text": "Please call now."}, {"custom": {"alarm": alarm}}]
    [message] = send(client, {"text": "help"}).json()["messages"]

    assert (message["text"], message["alarm"], message["ask"]) == ("Please call now.", alarm, None)
