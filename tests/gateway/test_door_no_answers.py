"""Not knowing and rather not saying, offered with every question on the phone."""

import asyncio

import pytest
from before_the_door import buttons_of, send

from bot.conversation.questions import QUESTIONS
from bot.gateway.assistant import Channel
from bot.gateway.no_answers import with_no_answers
from bot.gateway.replies import kept_reply
from bot.gateway.shapes import ChoiceMessage, TextMessage

UNSURE, RATHER_NOT = "I'm not sure", "I'd rather not say"


def asked(question: str, *titles: str) -> list[dict]:
    payloads = {UNSURE: f'/answer{{"{question}": "unknown"}}'}
    buttons = [{"title": each, "payload": payloads.get(each, "/answer{}")} for each in titles]
    return [{"text": "A question?", "buttons": buttons}, {"custom": {"ask": question, "input": "number"}}]


def on_the_phone(client, key: str, message):
    turns = client.app.state.door.turns
    return asyncio.run(turns.take("ann", key, message, Channel.CALL_CENTER))


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_every_question_can_be_left_unanswered(question):
    [message] = with_no_answers(kept_reply(asked(question, "Seven")))
    assert [each["title"] for each in message["buttons"]] == ["Seven", UNSURE, RATHER_NOT]
    assert [each["alone"] for each in message["buttons"][1:]] == [True, True]


def test_what_is_offered_already_is_not_offered_twice():
    [message] = with_no_answers(kept_reply(asked("prior_lines", UNSURE)))
    assert [each["title"] for each in message["buttons"]] == [UNSURE, RATHER_NOT]


def test_what_is_no_question_of_the_screening_is_left_as_it_is():
    reply = kept_reply([{"text": "What name?"}, {"custom": {"ask": "contact", "input": "text"}}])
    assert with_no_answers(reply) == reply


def test_such_a_button_answers_all_that_its_question_settles(client, rasa):
    rasa.say = asked("hiv")
    [message] = on_the_phone(client, "k1", TextMessage(text="hello")).reply
    rather_not = next(each["id"] for each in message["buttons"] if each["title"] == RATHER_NOT)
    turn = on_the_phone(client, "k2", ChoiceMessage(choice=rather_not))
    assert rasa.messages[-1] == (
        '/answer{"hiv": "declined", "hepatitis_b": "declined", "hepatitis_c": "declined"}'
    )
    assert turn.said == RATHER_NOT


def test_the_chat_is_left_as_it_is(client, rasa):
    rasa.say = asked("age", "Seven")
    assert list(buttons_of(send(client, {"text": "hello"}))) == ["Seven"]
