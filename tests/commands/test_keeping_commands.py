"""`aftercart keys`, `purge` and `export`, as somebody at the server types them."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import app
from bot.cli import main
from bot.encryption import Cipher, new_key
from bot.keeping import purging
from bot.store import CallbackStatus, TrackerDatabase
from bot.store.audit import AuditFilter

DAY = timedelta(days=1)
OLD, NEW, INDEX = new_key(), new_key(), new_key()


@pytest.fixture
def aftercart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Types a command; `keys` are those in the environment from now on."""
    monkeypatch.setenv("AFTERCART_HOME", str(tmp_path))
    monkeypatch.setenv("AFTERCART_INDEX_KEY", INDEX)
    monkeypatch.setenv("AFTERCART_DATA_KEYS", OLD)

    def fresh() -> None:
        if app.cache_info().currsize:
            app().records.close()
        app.cache_clear()

    def type_(*words: str, keys: str = ""):
        if keys:
            monkeypatch.setenv("AFTERCART_DATA_KEYS", keys)
            fresh()
        return CliRunner().invoke(main, words)

    fresh()
    yield type_
    fresh()


def talk(conversation: str, days_ago: float, finished: bool = True, waits: bool = False) -> None:
    """Somebody who said "zelda" so many days ago, in the records and in Rasa's file."""
    records, at = app().records, app().now() - timedelta(days=days_ago)
    screening = records.begin_screening(conversation, "web", "page", at)
    records.record_answer(screening, "age", 61, words="zelda", message_id="m", at=at)
    if finished:
        records.end_screening(screening, "not_yet", [], None, at)
    asked = records.request_callback(
        conversation,
        name="Zelda",
        phone="+15155550123",
        phone_as_given="515-555-0123",
        best_time=None,
        consent_at=at,
        message_id="m",
        at=at,
        due_on=at.date(),
    )
    if not waits:
        records.mark_callback(asked.id, CallbackStatus.DONE, at)
    rasa_heard(conversation, at.timestamp())


def rasa_heard(conversation: str, at: float, plain: bool = False) -> None:
    """An event in Rasa's file."""
    settings = app().settings
    TrackerDatabase(settings.tracker, settings.cipher).prepare()
    event = json.dumps({"event": "user", "text": "zelda", "metadata": {"key": conversation}})
    data = event if plain else settings.cipher.encrypt(event)
    with closing(sqlite3.connect(settings.tracker_file)) as file, file:
        file.execute(
            "CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, "
            "timestamp FLOAT, data TEXT)"
        )
        file.execute(
            "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, 'user', ?, ?)",
            (conversation, at, data),
        )


def senders() -> set[str]:
    """Of whom Rasa's file has events."""
    with closing(sqlite3.connect(app().settings.tracker_file)) as file:
        return {sender for (sender,) in file.execute("SELECT sender_id FROM events")}


def audited() -> list[tuple[str, dict]]:
    return [(entry.action, dict(entry.told)) for entry in app().records.audit_entries(AuditFilter(), 0, 100)]


def test_a_new_key_is_one_that_is_taken(aftercart) -> None:
    first, second = (aftercart("keys", "new").output.strip() for _ in range(2))
    assert first != second
    assert Cipher([first]).decrypt(Cipher([first]).encrypt("words")) == "words"


def test_a_key_is_changed_in_four_steps(aftercart) -> None:
    talk("ann", 1)
    rasa_heard("before keys", 1, plain=True)
    old, new = (Cipher([key]).fingerprints[0] for key in (OLD, NEW))
    assert "There is only one key" in aftercart("keys", "rotate").output

    status = aftercart("keys", "status", keys=f"{NEW},{OLD}").output
    assert f"key {new} (the newest, for all that is written): 0 values" in status
    assert f"key {old} (older): 7 values" in status
    assert aftercart("keys", "status", keys=NEW).exit_code == 1, "the old one is still needed"

    rotated = aftercart("keys", "rotate", keys=f"{NEW},{OLD}")
    assert rotated.exit_code == 0, rotated.output
    assert "Rasa's events: 2 of 2" in rotated.output
    assert "can be taken out of AFTERCART_DATA_KEYS" in aftercart("keys", "status").output
    assert audited()[0][0] == "keys_rotated"
    again = aftercart("keys", "rotate").output
    assert "0 rows written anew" in again

    done = aftercart("keys", "status", keys=NEW)
    assert (done.exit_code, "older" in done.output) == (0, False)
    screening = app().records.current_screening("ann").id
    assert app().records.current_answers(screening)["age"].words == "zelda"
    settings = app().settings
    assert TrackerDatabase(settings.tracker, settings.cipher).reply_to("ann", "ann") is None
    assert app().records.find_people("zelda") == ("ann",)


def test_plain_words_in_rasas_file_are_counted_and_encrypted(aftercart) -> None:
    rasa_heard("ann", 1, plain=True)
    assert "no key (plain words): 1 values" in aftercart("keys", "status").output
    assert "1 rows written anew" in aftercart("keys", "rotate").output
    assert b"zelda" not in app().settings.tracker_file.read_bytes()


@pytest.mark.parametrize(
    "bad", ["secret", f"{OLD},oops", "0" * 44], ids=["no key", "one of two", "too short"]
)
def test_a_bad_key_is_one_sentence(aftercart, bad: str) -> None:
    for words in (["keys", "status"], ["purge"], ["sheet", "ann"]):
        refused = aftercart(*words, keys=bad)
        assert refused.exit_code == 1
        assert "must hold keys as `aftercart keys new` prints them" in " ".join(refused.output.split())
        assert bad not in refused.output


def test_a_dry_run_tells_and_changes_nothing(aftercart) -> None:
    talk("old", 400)
    talk("waits", 400, waits=True)
    talk("new", 300)
    told = aftercart("purge", "--dry-run").output
    for said in (
        "1 conversations would go",
        "screening: 1",
        "callback: 1",
        "for 365 days",
        "for 90 days",
        "for ever",
    ):
        assert said in told
    assert "1 stay all the same: somebody who waits for a call" in told
    assert senders() == {"old", "waits", "new"}
    assert len(app().records.callbacks()) == 3


def test_what_is_due_goes_from_everywhere(aftercart, tmp_path: Path) -> None:
    talk("old", 366)
    talk("waits", 366, waits=True)
    talk("unfinished", 91, finished=False)
    talk("new", 364)
    talk("begun", 89, finished=False)
    done = aftercart("purge")
    assert "2 conversations deleted" in done.output
    assert senders() == {"waits", "new", "begun"}
    assert set(app().records.find_people("zelda")) == {"waits", "new", "begun"}
    assert [file.name for file in tmp_path.iterdir() if b"unfinished" in file.read_bytes()] == []
    assert audited() == [("purged", {"conversations": 2, "contacts": 0, "left_behind": 0})]
    assert app().records.deleted_conversations() == 2
    assert "0 conversations deleted" in aftercart("purge").output
    assert len(audited()) == 1


def test_contact_data_go_earlier_if_asked(aftercart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERCART_RETENTION_CONTACT_DAYS", "30")
    talk("ann", 31)
    talk("bob", 29)
    assert "contact data of 1 more" in aftercart("purge").output
    assert app().records.find_people("zelda") == ("bob",)
    assert senders() == {"bob"}
    assert app().records.current_screening("ann")


def test_with_no_days_nothing_goes(aftercart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERCART_RETENTION_DAYS", "0")
    monkeypatch.setenv("AFTERCART_RETENTION_UNFINISHED_DAYS", "0")
    talk("ann", 10_000)
    talk("bob", 10_000, finished=False)
    rasa_heard("cid", 1)
    assert "0 conversations deleted" in aftercart("purge").output
    assert senders() == {"ann", "bob", "cid"}


def test_a_purge_that_fell_is_finished_by_the_next(aftercart, monkeypatch: pytest.MonkeyPatch) -> None:
    talk("ann", 400)
    talk("bob", 400)

    def fall(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as falling:
        falling.setattr(TrackerDatabase, "forget", fall)
        with pytest.raises(KeyboardInterrupt):
            purging.purge(app())
    assert senders() == {"ann", "bob"}
    assert app().records.current_screening("ann") is None
    assert "2 conversations that only Rasa still knew" in aftercart("purge").output
    assert senders() == set()


def test_an_export_is_a_folder_of_ones_own(aftercart, tmp_path: Path) -> None:
    talk("ann", 1)
    out = tmp_path / "out"
    done = aftercart("export", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "1 people" in done.output
    assert {file.name for file in out.iterdir()} >= {"answers.csv", "dictionary.csv", "dictionary.md"}
    assert {oct(file.stat().st_mode & 0o777) for file in (out, *out.iterdir())} == {"0o700", "0o600"}
    assert not any(b"zelda" in file.read_bytes().lower() for file in out.iterdir())
    [row] = csv.DictReader((out / "answers.csv").read_text().splitlines())
    assert (row["fact"], row["value"]) == ("age", "61")
    assert audited() == [("exported", {"identified": False})]

    again = aftercart("export", "--out", str(out))
    assert (again.exit_code, "name a new folder" in again.output) == (1, True)
    identified = aftercart("export", "--identified", "--out", str(tmp_path / "all"))
    assert "tell who people are" in identified.output
    assert "Zelda" in (tmp_path / "all" / "callbacks.csv").read_text()
    nowhere = aftercart("export", "--out", "/proc/nowhere")
    assert (nowhere.exit_code, "cannot be made" in nowhere.output) == (1, True)
