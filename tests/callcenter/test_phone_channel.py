"""One conversation, in the chat and on the phone: the words of each, and whose each answer is."""

from uuid import uuid4

import pytest

from bot.gateway.assistant import Assistant, Channel
from bot.store import AnswerRecord, AnswerStatus, GivenBy, open_records


@pytest.fixture
def call(assistant):
    """Says something in a conversation of its own, and gives the words of the reply and what is asked."""
    conversation = f"call-{uuid4().hex}"

    def say(words: str, channel: Channel = Channel.CHAT, given_by: GivenBy | None = None) -> tuple[str, str]:
        reply = _said(assistant, conversation, words, channel, given_by)
        asked = [each["custom"]["ask"] for each in reply if "ask" in each.get("custom", {})]
        return " ".join(each.get("text", "") for each in reply), asked[-1] if asked else ""

    say.conversation = conversation
    return say


def _said(settings, conversation, words, channel, given_by):
    assistant = Assistant(settings.rasa_urls, settings.actions_urls)
    try:
        return assistant.send(conversation, words, uuid4().hex, channel, given_by)
    finally:
        assistant.close()


def answers(assistant, conversation) -> dict[str, AnswerRecord]:
    records = open_records(assistant.records, assistant.cipher)
    screening = records.current_screening(conversation)
    kept = records.current_answers(screening.id)
    records.close()
    return dict(kept)


def given_by(assistant, conversation) -> dict[str, GivenBy]:
    return {fact: each.given_by for fact, each in answers(assistant, conversation).items()}


def test_a_chat_goes_on_by_phone_and_back(assistant, call):
    call("hello")
    call("yes")
    call("multiple myeloma")
    _, asked = call("abecma", Channel.CALL_CENTER, GivenBy.PATIENT)
    assert asked == "car_t_infusion_date"
    _, asked = call("august 20 2026", Channel.CALL_CENTER, GivenBy.CAREGIVER)
    assert asked == "disease_status"
    _, asked = call("in remission")
    assert asked == "therapy_since_car_t"
    assert given_by(assistant, call.conversation) == {
        "consent": GivenBy.PATIENT,
        "diagnosis": GivenBy.PATIENT,
        "car_t_product": GivenBy.PATIENT,
        "car_t_infusion_date": GivenBy.CAREGIVER,
        "disease_status": GivenBy.PATIENT,
    }


def test_a_screening_that_begins_by_phone_says_so(assistant, call):
    call("hello", Channel.CALL_CENTER, GivenBy.PATIENT)
    call("yes", Channel.CALL_CENTER, GivenBy.AGENT)
    records = open_records(assistant.records, assistant.cipher)
    screening = records.current_screening(call.conversation)
    records.close()
    assert screening.channel == "call_center"
    assert given_by(assistant, call.conversation) == {"consent": GivenBy.AGENT}


def test_who_types_for_somebody_else_is_recorded_as_a_caregiver(assistant, call):
    call("hello")
    call("yes")
    call("multiple myeloma")
    call("I'm his daughter, is that ok")
    call("abecma")
    assert given_by(assistant, call.conversation) == {
        "consent": GivenBy.PATIENT,
        "diagnosis": GivenBy.PATIENT,
        "car_t_product": GivenBy.CAREGIVER,
    }


def test_what_an_agent_typed_says_nothing_of_who_types_in_the_chat(assistant, call):
    call("hello", Channel.CALL_CENTER, GivenBy.CAREGIVER)
    call("I'm her son", Channel.CALL_CENTER, GivenBy.CAREGIVER)
    call("yes")
    assert given_by(assistant, call.conversation) == {"consent": GivenBy.PATIENT}


def test_each_channel_has_its_words(call):
    on_the_phone, _ = call("hello", Channel.CALL_CENTER)
    in_the_chat, _ = call("start over")
    assert "computer program" not in on_the_phone
    assert in_the_chat


def test_rather_not_saying_is_kept_in_words_where_the_chat_has_no_button_for_it(assistant, call):
    call("hello", Channel.CALL_CENTER)
    call("yes", Channel.CALL_CENTER, GivenBy.PATIENT)
    heard, asked = call('/answer{"diagnosis": "declined"}', Channel.CALL_CENTER, GivenBy.PATIENT)
    kept = answers(assistant, call.conversation)["diagnosis"]
    assert (kept.value, kept.status, kept.words) == ("unknown", AnswerStatus.DECLINED, "[I'd rather not say]")
    assert "you don't have to say" in heard
    assert asked == "car_t_product"


@pytest.mark.parametrize("value", ["unknown", "declined"])
def test_who_is_unsure_about_consent_is_told_more(call, value):
    call("hello", Channel.CALL_CENTER)
    heard, asked = call(f'/answer{{"consent": "{value}"}}', Channel.CALL_CENTER, GivenBy.PATIENT)
    assert "You can also ask me what this is about" in heard
    assert asked == "consent"
