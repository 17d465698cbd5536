"""`aftercart backup` and `restore`, as somebody at the server types them."""

import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from free_ports import free_port

from bot.app import app
from bot.cli import main
from bot.store.audit import AuditFilter
from bot.store.kept_audit import AuditAction

KEYS = ("data-keys", "index-key", "audit-key", "secret")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("AFTERCART_HOME", str(home))
    for part in ("GATEWAY", "RASA", "ACTIONS"):
        monkeypatch.setenv(f"AFTERCART_{part}_PORT", str(free_port()))
    let_go()
    yield home
    let_go()


def let_go() -> None:
    if app.cache_info().currsize:
        app().records.close()
    app.cache_clear()


def aftercart(*words: object):
    return CliRunner().invoke(main, list(map(str, words)))


def answer(age: int) -> None:
    records, at = app().records, app().now()
    screening = records.begin_screening("someone", "web", "page", at)
    records.record_answer(screening, "age", age, words=f"{age}", message_id=f"m{age}", at=at)


def age_on_record() -> int:
    return app().records.values_on_record("someone")["age"]


def destroy(home: Path, *but: str) -> None:
    let_go()
    kept = {name: (home / name).read_bytes() for name in but}
    shutil.rmtree(home)
    home.mkdir()
    for name, content in kept.items():
        (home / name).write_bytes(content)


@pytest.fixture
def made(home, tmp_path) -> Path:
    """A backup with one answer in it, 61; then the answer became 62."""
    answer(61)
    assert aftercart("backup", "--out", tmp_path / "backup").exit_code == 0
    answer(62)
    return tmp_path / "backup"


def test_a_backup_is_private_and_says_what_is_in_it(home, made):
    assert made.stat().st_mode & 0o777 == 0o600
    with tarfile.open(made) as archive:
        assert archive.getnames() == ["manifest.json", "records.sqlite3", "conversations.sqlite3"]
        manifest = json.load(archive.extractfile("manifest.json"))
    assert manifest["rows"]["records.sqlite3"]["answer"] == 1
    assert set(manifest["digests"]) == {"records.sqlite3", "conversations.sqlite3"}
    assert not any(key in made.read_bytes() for key in [(home / "data-keys").read_bytes()])
    assert list(home.glob(".backup-*")) == []


def test_with_the_keys_of_the_home_everything_comes_back(home, made):
    destroy(home, *KEYS[:3])
    done = aftercart("restore", made)
    assert (done.exit_code, "Restored: the backup of" in done.output) == (0, True)
    assert age_on_record() == 61
    assert {entry.action for entry in app().records.audit_entries(AuditFilter(), 0, 9)} == {
        AuditAction.BACKED_UP,
        AuditAction.RESTORED,
    }
    assert "the chain is whole" in aftercart("audit", "verify").output
    assert (home / "records.sqlite3").stat().st_mode & 0o777 == 0o600


def test_without_the_keys_nothing_is_restored_and_none_is_made(home, made):
    destroy(home)
    done = aftercart("restore", made)
    assert (done.exit_code, "holds no keys" in done.output) == (1, True)
    assert list(home.iterdir()) == []


def test_another_key_is_not_the_key(home, made, tmp_path):
    destroy(home)
    for name in KEYS[:3]:
        (home / name).write_text("x3zrV0Hc5l4J3oMxYw8v7g2m3Wb1kqZyQm0b6nE7s0c=")
    done = aftercart("restore", made)
    assert (done.exit_code, "with a key that is not in AFTERCART_DATA_KEYS" in done.output) == (1, True)
    assert not (home / "records.sqlite3").exists()


def test_with_keys_in_it_a_backup_needs_nothing_else(home, made, tmp_path):
    done = aftercart("backup", "--out", tmp_path / "with-keys", "--with-keys")
    assert "Keep it like a key" in done.output
    destroy(home)
    assert aftercart("restore", tmp_path / "with-keys").exit_code == 0
    assert age_on_record() == 62
    assert (home / "data-keys").stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_not_replaced_unless_it_is_asked_for(home, made):
    let_go()
    refused = aftercart("restore", made)
    assert (refused.exit_code, "Give --force to replace them" in refused.output) == (1, True)
    assert age_on_record() == 62
    let_go()
    assert aftercart("restore", made, "--force").exit_code == 0
    assert age_on_record() == 61


def test_while_the_files_are_in_use_nothing_is_restored(home, made):
    let_go()
    with closing(sqlite3.connect(home / "records.sqlite3")) as other:
        other.execute("SELECT count(*) FROM answer").fetchone()
        refused = aftercart("restore", made, "--force")
    assert (refused.exit_code, "AfterCART is running" in refused.output) == (1, True)
    assert age_on_record() == 62


@pytest.mark.parametrize("harm", ["cut", "changed", "no archive"])
def test_a_damaged_backup_changes_nothing(home, made, tmp_path, harm):
    let_go()
    whole = made.read_bytes()
    if harm == "changed":
        made = rewritten(made, tmp_path)
    else:
        made.write_bytes(whole[: len(whole) // 2] if harm == "cut" else b"not an archive")
    done = aftercart("restore", made, "--force")
    assert (done.exit_code, done.output.count("\n"), "Traceback" in done.output) == (1, 1, False)
    assert age_on_record() == 62


def rewritten(made: Path, folder: Path) -> Path:
    """The same backup, in which somebody changed a database."""
    (folder / "taken").mkdir()
    with tarfile.open(made) as archive:
        for name in archive.getnames():
            (folder / "taken" / name).write_bytes(archive.extractfile(name).read())
    with closing(sqlite3.connect(folder / "taken" / "records.sqlite3")) as file, file:
        file.execute("UPDATE answer SET fact = 'ecog'")
    with tarfile.open(folder / "changed", "w:gz") as archive:
        for name in ("manifest.json", "records.sqlite3", "conversations.sqlite3"):
            archive.add(folder / "taken" / name, name)
    return folder / "changed"


def test_a_database_on_a_server_is_backed_up_there(home, monkeypatch, tmp_path):
    monkeypatch.setenv("AFTERCART_TRACKER_URL", "postgresql://nobody@127.0.0.1:1/none")
    done = aftercart("backup", "--out", tmp_path / "backup")
    assert (done.exit_code, "PostgreSQL server" in done.output) == (1, True)
    assert not (tmp_path / "backup").exists()
