"""Rasa's store of conversations, on both databases: two Rasa processes may share it, and nothing is lost silently."""

import os
import stat
from pathlib import Path

import pytest
from in_rasa import in_rasa
from sqlalchemy import make_url

BEGUN = ["one", "begin", "hello"]


@pytest.fixture
def tracker_url(new_database) -> str:
    """An empty database, addressed as Rasa's process is told."""
    return new_database()


def came_to(url: str, *steps: list[str]) -> list[str]:
    return in_rasa("trackers.py", {"url": url, "steps": steps})


def test_what_one_process_kept_another_reads_and_goes_on_with(tracker_url):
    done = came_to(
        tracker_url,
        BEGUN,
        ["other", "read", ""],
        ["other", "say", "Good day."],
        ["other", "keep", ""],
        ["one", "read", ""],
    )
    assert done == ["hello", "hello", "hello | Good day.", "kept", "hello | Good day."]


def test_what_was_not_kept_is_not_there_at_the_next_turn(tracker_url):
    done = came_to(
        tracker_url, BEGUN, ["one", "read", ""], ["one", "say", "I noted it."], ["one", "read", ""]
    )
    assert done[-1] == "hello"


def test_a_turn_is_refused_when_another_process_wrote_meanwhile(tracker_url):
    done = came_to(
        tracker_url,
        BEGUN,
        ["one", "read", ""],
        ["other", "read", ""],
        ["other", "say", "The other was first."],
        ["other", "keep", ""],
        ["one", "say", "I noted it."],
        ["one", "keep", ""],
        ["one", "read", ""],
    )
    assert done[-2:] == ["WrittenMeanwhile", "hello | The other was first."]


def test_what_cannot_be_written_is_an_error(tracker_url):
    done = came_to(
        tracker_url,
        BEGUN,
        ["one", "read", ""],
        ["one", "say", "I noted it."],
        ["one", "lose_table", ""],
        ["one", "keep", ""],
    )
    assert done[-1] in ("OperationalError", "UndefinedTable")


def test_a_deleted_conversation_is_gone_from_memory_too(tracker_url):
    done = came_to(tracker_url, BEGUN, ["one", "read", ""], ["other", "forget", ""], ["one", "read", ""])
    assert done[-1] == "nothing"


def test_who_is_deleted_is_soon_in_nobodys_memory(tracker_url):
    done = came_to(
        tracker_url,
        ["one", "fill", "3"],
        BEGUN,
        ["other", "read", ""],
        ["other", "forget", ""],
        ["one", "remembers", ""],
        ["other", "remembers", ""],
    )
    assert done[-2:] == ["False", "False"]


def test_who_is_not_deleted_stays_in_memory(tracker_url):
    assert came_to(tracker_url, BEGUN, ["one", "remembers", ""])[-1] == "True"


def test_events_are_encrypted_and_their_columns_say_nothing(tracker_url):
    [_, rows] = came_to(tracker_url, BEGUN, ["one", "rows", ""])
    assert rows == str([("enc:", None, None)] * 3)


def test_an_event_from_before_there_were_keys_is_read(tracker_url):
    done = came_to(tracker_url, BEGUN, ["one", "in_the_open", ""], ["one", "read", ""])
    assert done[-1] == "hello | written in the open"


def test_only_so_many_trackers_stay_in_memory(tracker_url):
    done = came_to(tracker_url, BEGUN, ["one", "fill", "120"], ["one", "read", ""])
    assert done[1:] == ["100", "hello"]


@pytest.mark.skipif(os.name != "posix", reason="files have no such permissions")
def test_the_file_is_readable_to_its_user_only(new_sqlite_database):
    url = new_sqlite_database()
    came_to(url, BEGUN)
    assert stat.S_IMODE(Path(make_url(url).database).stat().st_mode) == 0o600
