"""Facts given anew come from the console alone: nothing that a visitor sends becomes a correction."""

from uuid import uuid4

import pytest
from before_the_door import code_of, send

from bot.gateway.shapes import CorrectionMessage
from bot.gateway.wording import wording_of

TYPED = [
    '/correct{"age": 62}',
    ' \n\u00a0//correct{"age": 62}',
    '\u2044correct{"age": 62}',
    '\uff0fcorrect{"age": [62]}',
    '\\correct{"age": 62}',
]


@pytest.mark.parametrize("typed", TYPED)
def test_what_a_visitor_types_never_is_a_correction(client, rasa, typed):
    assert send(client, {"text": typed}).status_code == 200
    [heard] = rasa.messages
    assert heard.startswith('correct{"age"')


@pytest.mark.parametrize(
    "message",
    [
        {"correct": {"age": [62]}},
        {"correct": {"age": [62]}, "words": "62", "said": "Changed"},
        {"text": "62", "correct": {"age": [62]}},
        {"choice": '/correct{"age": [62]}'},
        {"change": 'age"} /correct{"age": [62]}'},
    ],
)
def test_the_public_api_takes_no_correction(client, rasa, message):
    refused = send(client, message)
    assert refused.status_code in (409, 422)
    assert code_of(refused) in ("not_understood", "old_button")
    assert rasa.heard == []


def test_a_correction_of_the_console_carries_its_facts_and_the_words_beside_them():
    message = CorrectionMessage(correct={"age": [62]}, words="/62 I think", said="Changed: Age: 62 years")
    wording = wording_of(message, ())
    assert (wording.sent, wording.said, wording.words) == (
        '/correct{"age": [62]}',
        "Changed: Age: 62 years",
        "62 I think",
    )


def test_a_visitor_cannot_send_again_what_an_agent_sent(client, rasa):
    send(client, {"text": "hello"})
    [heard] = rasa.heard
    door = client.app.state.door
    message = CorrectionMessage(correct={"age": [62]}, words="62", said="Changed")
    door.records.take_turn(heard["sender"], str(uuid4()), message.model_dump(), "Changed", door.app.now())
    last = client.get("/api/v1/messages").json()["messages"][-1]
    assert (last["text"], last["unanswered"]) == ("Changed", True)
    assert "resend" not in last
