"""A turn is kept whole or not at all, and a message that comes again is heard once."""

import pytest
from in_rasa import in_rasa

from bot.running.model import train
from bot.running.rasa import ENDPOINTS
from bot.settings import Settings


@pytest.fixture
def played(tmp_path):
    """What messages come to, each with its key and whether the action server lives."""

    def play(*steps: tuple[str, str, bool]) -> list:
        told = {"model": str(train(Settings())), "endpoints": ENDPOINTS[1], "steps": steps}
        return in_rasa("broken_turns.py", told, AFTERCART_TRACKER_URL=f"sqlite:///{tmp_path}/events")

    return play


def test_nothing_is_kept_of_a_turn_in_which_the_action_server_dies(played):
    (first, kept), (failed, still_kept), (again, kept_again) = played(
        ("k1", "hello", True), ("k2", "why do you ask?", False), ("k2", "why do you ask?", True)
    )
    assert first and isinstance(failed, str)
    assert still_kept == kept
    assert again and kept_again > kept


def test_a_message_that_was_heard_is_answered_in_the_same_words_and_not_heard_again(played):
    (first, _), (second, kept), (first_again, _), (second_again, kept_again) = played(
        ("k1", "hello", True), ("k2", "/ask_why", True), ("k1", "hello", True), ("k2", "/ask_why", True)
    )
    assert (first_again, second_again) == (first, second)
    assert first != second
    assert kept_again == kept


def test_the_same_words_under_another_key_are_another_message(played):
    (_, kept), (_, kept_again) = played(("k1", "hello", True), ("k2", "hello", True))
    assert kept_again > kept
