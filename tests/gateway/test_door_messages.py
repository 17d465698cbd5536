"""Messages: what reaches Rasa, once, and what comes back."""

import json
import threading
from uuid import uuid4

import pytest
from before_the_door import buttons_of, code_of, send

MESSAGES = "/api/v1/messages"
KEY = "6c1a7c5e-3c1e-4a51-9b62-0f3f7a7f3d55"


def test_a_reply_shows_words_and_buttons_but_no_payload(client, rasa):
    reply = send(client, {"text": "abecma"}, key=KEY)
    [message] = reply.json()["messages"]
    assert rasa.messages == ["abecma"]
    assert reply.json()["said"] == {"id": KEY, "from": "person", "text": "abecma"}
    assert (message["ask"], message["input"], message["result"]) == (
        "therapy_since_car_t",
        "multichoice",
        None,
    )
    assert [(each["title"], each["alone"]) for each in message["buttons"]] == [
        ("None", True),
        ("Radiation", False),
        ("Steroids", False),
        ("Continue", True),
    ]
    assert "payload" not in reply.text
    assert "/answer" not in reply.text


def test_a_result_is_a_message_of_its_own(client, rasa):
    rasa.say = [{"text": "Here is the result."}, {"custom": {"result": {"outcome": "not_yet"}}}]
    words, result = send(client, {"text": "68105"}).json()["messages"]
    assert (words["text"], words["result"]) == ("Here is the result.", None)
    assert (result["text"], result["result"]) == ("", {"outcome": "not_yet"})


def test_a_button_sends_its_payload_and_shows_its_title(client, rasa):
    offered = buttons_of(send(client, {"text": "hello"}))
    said = send(client, {"choice": offered["Radiation"]}).json()["said"]
    assert said["text"] == "Radiation"
    assert rasa.messages[-1] == '/answer{"therapy_since_car_t": ["radiation"]}'
    assert rasa.heard[-1]["metadata"]["pressed"] == "Radiation"


def test_several_buttons_of_one_question_become_one_answer(client, rasa):
    offered = buttons_of(send(client, {"text": "hello"}))
    said = send(client, {"choices": [offered["Radiation"], offered["Steroids"]]}).json()["said"]
    assert said["text"] == rasa.heard[-1]["metadata"]["pressed"] == "Radiation, Steroids"
    intent, brace, facts = rasa.messages[-1].partition("{")
    assert (intent, json.loads(brace + facts)) == (
        "/answer",
        {"therapy_since_car_t": ["radiation", "physiologic_steroids"]},
    )


def test_buttons_for_several_facts_are_joined(client, rasa):
    titles = {
        "A": '{"had_anti_cd38": true}',
        "B": '{"had_proteasome_inhibitor": true}',
        "C": '{"had_anti_cd38": false}',
    }
    buttons = [{"title": title, "payload": f"/answer{facts}"} for title, facts in titles.items()]
    rasa.say = [{"text": "Which?", "buttons": buttons}, {"custom": {"ask": "x", "input": "multichoice"}}]
    offered = buttons_of(send(client, {"text": "hello"}))
    assert code_of(send(client, {"choices": [offered["A"], offered["C"]]})) == "not_together"
    send(client, {"choices": [offered["A"], offered["B"]]})
    assert json.loads(rasa.messages[-1].removeprefix("/answer")) == {
        "had_anti_cd38": True,
        "had_proteasome_inhibitor": True,
    }


@pytest.mark.parametrize("titles", [("None", "Radiation"), ("Radiation", "Continue")])
def test_what_goes_alone_goes_with_nothing(client, rasa, titles):
    offered = buttons_of(send(client, {"text": "hello"}))
    refused = send(client, {"choices": [offered[title] for title in titles]})
    assert (refused.status_code, code_of(refused)) == (422, "not_together")
    assert rasa.messages == ["hello"]


def test_a_question_with_one_answer_takes_one(client, rasa):
    rasa.say = [rasa.say[0], {"custom": {"ask": "x", "input": "choice"}}]
    offered = buttons_of(send(client, {"text": "hello"}))
    assert code_of(send(client, {"choices": [offered["Radiation"], offered["Steroids"]]})) == "not_together"


def test_a_button_serves_until_the_next_message(client, rasa):
    old = buttons_of(send(client, {"text": "hello"}))
    send(client, {"text": "hm"})
    refused = send(client, {"choice": old["Radiation"]})
    assert (refused.status_code, code_of(refused)) == (409, "old_button")
    assert rasa.messages == ["hello", "hm"]


@pytest.mark.parametrize(
    ("command", "intent", "said"),
    [
        ("open", "/greet", None),
        ("start_over", "/start_over", "Start over"),
        ("talk_to_person", "/ask_human", "Talk to a person"),
    ],
)
def test_commands(client, rasa, command, intent, said):
    shown = send(client, {"command": command}).json()["said"]
    assert rasa.messages == [intent]
    assert (shown and shown["text"]) == said


@pytest.mark.parametrize(
    ("fact", "words"),
    [("age", "change my age"), ("had_anti_cd38", "change my drugs i had"), ("hepatitis_c", "change my hiv")],
)
def test_a_question_is_taken_up_again_by_its_fact(client, rasa, fact, words):
    send(client, {"change": fact})
    assert rasa.messages == [words]


def test_there_is_no_question_of_that_name(client, rasa):
    assert code_of(send(client, {"change": "shoe_size"})) == "not_understood"
    assert rasa.messages == []


def test_a_key_is_answered_once_and_the_same(client, rasa):
    first = send(client, {"text": "abecma"}, key=KEY)
    second = send(client, {"text": "abecma"}, key=KEY)
    assert second.json() == first.json()
    assert rasa.messages == ["abecma"]
    assert len(client.get(MESSAGES).json()["messages"]) == 2


def test_a_key_serves_one_message_only(client, rasa):
    send(client, {"text": "abecma"}, key=KEY)
    refused = send(client, {"text": "carvykti"}, key=KEY)
    assert (refused.status_code, code_of(refused)) == (422, "key_reused")
    assert rasa.messages == ["abecma"]


@pytest.mark.parametrize("key", ["", "1", "not a uuid", "a" * 2000])
def test_a_message_needs_a_key(client, rasa, key):
    refused = client.post(MESSAGES, json={"text": "hello"}, headers={"Idempotency-Key": key})
    assert (refused.status_code, code_of(refused)) == (422, "not_understood")
    assert rasa.messages == []


def test_keys_of_others_do_not_matter(open_door, client, rasa):
    send(client, {"text": "abecma"}, key=KEY)
    other = open_door()
    other.post("/api/v1/sessions", json={})
    assert send(other, {"text": "carvykti"}, key=KEY).json()["said"]["text"] == "carvykti"


class InBackground:
    """A message whose reply does not come until Rasa may answer."""

    def __init__(self, client, rasa, message, key):
        rasa.may_answer.clear()
        before = len(rasa.heard)
        self.reply = None
        self.thread = threading.Thread(target=self._send, args=(client, message, key))
        self.thread.start()
        while len(rasa.heard) == before:
            self.thread.join(0.01)

    def _send(self, client, message, key):
        self.reply = send(client, message, key=key)


def test_one_message_at_a_time(client, rasa):
    first = InBackground(client, rasa, {"text": "first"}, KEY)
    for key in (KEY, str(uuid4())):
        refused = send(client, {"text": "first"}, key=key)
        assert (refused.status_code, code_of(refused)) == (409, "busy")
    rasa.may_answer.set()
    first.thread.join()
    assert first.reply.status_code == 200
    assert rasa.messages == ["first"]
    assert send(client, {"text": "second"}).status_code == 200


def test_one_persons_wait_is_not_anothers(open_door, client, rasa):
    first = InBackground(client, rasa, {"text": "first"}, KEY)
    rasa.may_answer.set()
    other = open_door()
    other.post("/api/v1/sessions", json={})
    assert send(other, {"text": "second"}).status_code == 200
    first.thread.join()


def test_a_slow_reply_is_kept_for_the_same_key(open_door, rasa):
    client = open_door(reply_seconds=0.2)
    client.post("/api/v1/sessions", json={})
    rasa.may_answer.clear()
    slow = send(client, {"text": "abecma"}, key=KEY)
    assert (slow.status_code, code_of(slow)) == (504, "assistant_slow")
    assert code_of(send(client, {"text": "abecma"}, key=KEY)) == "busy"
    rasa.may_answer.set()
    reply = send(client, {"text": "abecma"}, key=KEY)
    while reply.status_code == 409:
        reply = send(client, {"text": "abecma"}, key=KEY)
    assert reply.json()["messages"][0]["text"] == "Which of these?"
    assert rasa.messages == ["abecma"]


@pytest.mark.parametrize("failing", ["status", "nothing said"])
def test_a_message_that_rasa_could_not_answer_is_not_lost(client, rasa, failing):
    good = rasa.say
    rasa.status, rasa.say = (500, good) if failing == "status" else (200, [])
    failed = send(client, {"text": "abecma"}, key=KEY)
    assert (failed.status_code, code_of(failed)) == (503, "assistant_away")
    [shown] = client.get(MESSAGES).json()["messages"]
    assert (shown["id"], shown["unanswered"], shown["resend"]) == (KEY, True, {"text": "abecma"})

    rasa.status, rasa.say = 200, good
    assert client.post(MESSAGES, json=shown["resend"], headers={"Idempotency-Key": KEY}).status_code == 200
    shown = client.get(MESSAGES).json()["messages"]
    assert [each["from"] for each in shown] == ["person", "assistant"]
    assert "unanswered" not in shown[0]


def test_a_button_can_be_pressed_again_when_rasa_was_away(client, rasa):
    offered = buttons_of(send(client, {"text": "hello"}))
    rasa.status = 500
    assert send(client, {"choice": offered["Radiation"]}, key=KEY).status_code == 503
    rasa.status = 200
    assert send(client, {"choice": offered["Radiation"]}, key=KEY).json()["said"]["text"] == "Radiation"


def test_rasa_is_gone_altogether(client, rasa):
    rasa.stop()
    failed = send(client, {"text": "abecma"})
    assert (failed.status_code, code_of(failed), failed.json()["error"]["retry"]) == (
        503,
        "assistant_away",
        True,
    )


def test_the_transcript_and_its_buttons_survive_a_restart(open_door, client, rasa):
    send(client, {"command": "open"})
    send(client, {"text": "abecma"})
    before = client.get(MESSAGES).json()
    again = open_door()
    again.cookies = client.cookies
    assert again.get(MESSAGES).json() == before
    assert [each["from"] for each in before["messages"]] == ["assistant", "person", "assistant"]
    assert [bool(each["buttons"]) for each in before["messages"] if each["from"] == "assistant"] == [
        False,
        True,
    ]
    steroids = next(each["id"] for each in before["messages"][-1]["buttons"] if each["title"] == "Steroids")
    assert send(again, {"choice": steroids}).status_code == 200


def test_messages_of_a_session_are_limited(open_door, rasa):
    client = open_door(rate_messages="2/minute")
    client.post("/api/v1/sessions", json={})
    codes = [send(client, {"text": "hello"}).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert len(rasa.heard) == 2


def test_hostile_strings_are_words_or_nothing(client, rasa, hostile_strings):
    for text in hostile_strings:
        body = json.dumps({"text": text})
        heard = len(rasa.heard)
        reply = client.post(
            MESSAGES,
            content=body,
            headers={"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"},
        )
        assert reply.status_code in (200, 413, 422), text
        assert len(rasa.heard) == heard + (reply.status_code == 200)
    assert len(rasa.heard) > 150
    assert not [each for each in rasa.messages if each.strip().startswith("/")]
