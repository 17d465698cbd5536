"""A number that must not be called: the chat says so, and only a new yes takes it off the list."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from player import Play

from bot.running.chat import Conversation
from bot.settings import Settings
from bot.store import Records, open_records
from bot.store.kept_staff import StaffId

OMAR = StaffId(UUID(int=2))


@pytest.fixture
def records(assistant: Settings) -> Iterator[Records]:
    """The records of the running assistant."""
    with open_records(assistant.records, assistant.cipher) as opened:
        yield opened


def play_to_the_number(assistant: Settings, number: str) -> Play:
    """Somebody new who asks for a call at a number."""
    play = Play(Conversation(assistant.rasa_url, f"script-{uuid4().hex}"))
    play.say("please call me back")
    for words in ("yes", "Mary Smith", number):
        play.step("contact", words)
    return play


@pytest.mark.parametrize("yes", ["[Yes, call this number]", "yes, please"])
def test_a_yes_lifts_it(assistant: Settings, records: Records, yes: str) -> None:
    records.do_not_call("+15155550188", OMAR, datetime.now(UTC))
    play = play_to_the_number(assistant, "515-555-0188")

    assert "asked us not to call this number" in play.heard.words
    play.step("contact", yes)
    assert "call you" in play.step("contact", "any time").words
    assert records.may_call("+15155550188")
    assert [each.phone for each in records.waiting_callbacks(play.conversation.sender)] == ["+15155550188"]


def test_a_no_leaves_it(assistant: Settings, records: Records) -> None:
    records.do_not_call("+15155550199", OMAR, datetime.now(UTC))
    play = play_to_the_number(assistant, "515-555-0199")

    assert "we will not call this number" in play.step("contact", "no").words
    assert not records.may_call("+15155550199")
    assert records.callbacks(conversation=play.conversation.sender) == ()


def test_another_number_is_not_asked_about(assistant: Settings) -> None:
    assert "good time to call" in play_to_the_number(assistant, "515-555-0166").heard.words
