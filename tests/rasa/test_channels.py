"""The channels to Rasa: a turn that failed is never answered as if it had been kept."""

import pytest
from in_rasa import in_rasa


@pytest.fixture(scope="module")
def found() -> dict:
    return in_rasa("channel.py")


def test_the_chat_has_the_address_of_rasas_own_channel(found):
    assert found["names"] == ["rest", "call_center"]


def test_a_turn_that_was_kept_is_answered_in_the_words_of_its_channel(found):
    assert found["kept"] == [200, [{"recipient_id": "someone", "text": "heard on collector"}]]
    assert found["on the phone"] == [200, [{"recipient_id": "someone", "text": "heard on call_center"}]]


def test_a_turn_that_was_not_kept_confirms_nothing(found):
    assert found["failed"] == [503, []]


def test_the_log_says_what_failed_and_not_what_was_typed(found):
    assert found["error in the log"]
    assert not found["words in the log"]
