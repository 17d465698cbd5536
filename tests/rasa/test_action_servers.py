"""Several action servers: they take turns, and the next is asked where one is away."""

import pytest
from in_rasa import in_rasa


@pytest.fixture(scope="module")
def done() -> dict:
    return in_rasa("action_servers.py")


def test_they_take_turns(done):
    assert done["both"] in (["one", "two"] * 2, ["two", "one"] * 2)


def test_one_alone_is_asked_as_ever(done):
    assert done["alone"] == ["one", "one"]


def test_where_one_is_away_the_other_is_asked(done):
    assert done["one is away"] == ["two"] * 4


def test_who_comes_back_is_asked_again(done):
    assert done["one is back"] == ["one", "two"]


def test_where_all_are_away_the_call_fails(done):
    assert done["both are away"] == ["ClientConnectorError"]


def test_where_one_falls_in_the_midst_the_other_is_asked(done):
    assert done["while one falls"] == ["two", "two"]
    assert done["heard while one falls"] == ["one", "two", "two"]
