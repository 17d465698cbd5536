"""The corrections to Rasa: guarded, and nobody can tell them from Rasa's own code but by what a turn takes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
import yaml
from free_ports import free_port
from in_rasa import in_rasa

from bot.running.model import train
from bot.running.ports import wait_for
from bot.running.rasa import ENDPOINTS
from bot.settings import PROJECT, Settings
from bot.store import migrate

SCRIPTS = PROJECT / "tests" / "conversations"
NOT_WORDS = ("hears", "says")
PAYLOADS = ['/answer{"consent": true}', "/stop", '/no_such_intent{"age": 3}', "/"]
INTERRUPTED = ["why do you ask?", "what is iberdomide", "qwertz", "go back", "start over", "yes"]


def words_of(script: dict) -> list[str]:
    steps = chain.from_iterable(step.items() for step in script["steps"])
    return ["hello", *(str(words) for place, words in steps if place not in NOT_WORDS)]


def a_whole_screen() -> list[str]:
    return words_of(next(iter(yaml.safe_load((SCRIPTS / "happy_path.yml").read_text()).values())))


@pytest.fixture(scope="module")
def actions(tmp_path_factory, screen_day) -> Iterator[Settings]:
    """The settings of an action server that runs."""
    settings = Settings(home=tmp_path_factory.mktemp("corrected"), actions_port=free_port(), as_of=screen_day)
    migrate(settings.records, settings.cipher)
    told = {
        "AFTERCART_HOME": str(settings.home),
        "AFTERCART_ACTIONS_PORT": str(settings.actions_port),
        "AFTERCART_AS_OF": str(screen_day),
    }
    process = subprocess.Popen([sys.executable, "-m", "actions"], cwd=PROJECT, env={**os.environ, **told})
    try:
        assert wait_for(f"{settings.actions_url}/health", lambda: process.poll() is None)
        yield settings
    finally:
        process.terminate()
        process.wait(20)


def played(settings: Settings, database: Path, messages: list[str], **how) -> dict:
    environment = {"AFTERCART_TRACKER_URL": f"sqlite:///{database}", **how.pop("environment", {})}
    told = {
        "model": str(train(Settings())),
        "endpoints": ENDPOINTS[1],
        "stock_store": how.get("stock_store", False),
        "messages": messages,
    }
    return in_rasa("conversation.py", told, settings, **environment)


def test_each_correction_meets_the_code_that_it_was_written_for():
    found = in_rasa("guards.py")
    assert set(found["as written"]) == {""}


def test_other_code_is_refused():
    found = in_rasa("guards.py")
    assert set(found["changed by one sign"]) == {"RasaHasChanged"}


def test_each_correction_can_be_left_out_by_its_name():
    found = in_rasa("guards.py")
    assert found["without the first"] == found["names"][1:]
    assert found["without all"] == []
    assert found["a wrong name"] == "ValueError"


def test_the_domain_of_a_model_is_the_same_however_it_is_read():
    stock, corrected = in_rasa("domains.py", {"model": str(train(Settings()))})
    assert stock == corrected
    assert len(stock[0]["responses"]) > 100


def test_a_file_of_settings_is_read_or_refused_as_rasa_does():
    files = [
        (PROJECT / "bot" / "rasa" / "endpoints.yml").read_text(),
        "",
        "just words",
        "- a\n- list",
        "a: [b",
    ]
    stock, corrected = in_rasa("settings_files.py", files, AFTERCART_ACTIONS_URL="http://here")
    assert stock == corrected
    assert stock[0]["action_endpoint"] == {"url": "http://here/webhook"}
    assert stock[1:] == [{}, *["YamlValidationException"] * 2, "YamlSyntaxException"]


@pytest.mark.parametrize(
    "messages",
    [a_whole_screen(), [*a_whole_screen()[:6], *INTERRUPTED], ["hello", "yes", *PAYLOADS]],
    ids=["a whole screen", "interruptions", "payloads"],
)
def test_the_conversation_is_the_same_without_any_correction(actions, tmp_path, messages):
    with_them = played(actions, tmp_path / "with", messages)
    without = played(
        actions, tmp_path / "without", messages, stock_store=True,
        environment={"AFTERCART_RASA_CORRECTIONS_OFF": "all"},
    )  # fmt: skip
    assert with_them["said"] == without["said"]
    assert list(map(lasting, with_them["events"])) == list(map(lasting, without["events"]))


def lasting(event: dict) -> dict:
    """An event without what is different each time."""
    passing = ("timestamp", "message_id")
    kept = {name: each for name, each in event.items() if name not in passing}
    if "parse_data" in kept:
        kept["parse_data"] = {name: each for name, each in kept["parse_data"].items() if name not in passing}
    return kept


def test_a_late_turn_takes_no_more_than_an_early_one(actions, tmp_path):
    taken = played(actions, tmp_path / "counted", a_whole_screen())["taken"]
    early, late = taken[3:6], taken[-4:-1]
    for what, most in MOST_PER_TURN.items():
        assert max(turn.get(what, 0) for turn in early + late) <= most, (what, taken)
    assert largest(late, "bytes to the action server") <= GROWTH * largest(
        early, "bytes to the action server"
    )


MOST_PER_TURN = {
    "events applied": 160,
    "queries": 8,
    "calls of the action server": 1,
    "schemas prepared": 0,
    "bytes to the action server": 8_000,
}
GROWTH = 1.5
"""Slots fill up, and earlier words go along: that much more may be sent at the end."""


def largest(turns: list[dict], what: str) -> int:
    return max(turn[what] for turn in turns)
