"""`aftercart staff` and `aftercart audit`, as somebody at the server types them."""

import sqlite3

import pytest
from click.testing import CliRunner

from bot.app import app
from bot.callcenter.passwords import Passwords
from bot.cli import main

ADD = ["staff", "add", "boss@hotline.example", "--role", "administrator", "--name", "Sample Administrator"]
PASSWORD = "plain sailing in 7 boats"


@pytest.fixture
def aftercart(tmp_path, monkeypatch):
    """Types a command, and says what is asked for."""
    monkeypatch.setenv("AFTERCART_HOME", str(tmp_path))
    app.cache_clear()
    yield lambda *words, say="": CliRunner().invoke(main, words, input=say)
    app().records.close()
    app.cache_clear()


def test_the_first_administrator_by_one_command(aftercart):
    done = aftercart(*ADD, say=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    known = app().records.staff_of_email("boss@hotline.example")
    assert known.staff.role == "administrator"
    assert Passwords().is_right(PASSWORD, known.password_hash)
    assert aftercart("staff", "list").output.split("\t") == [
        "boss@hotline.example", "administrator", "active", "Sample Administrator\n",
    ]  # fmt: skip


def test_a_password_that_is_not_taken_is_asked_again(aftercart):
    done = aftercart(*ADD, say=f"short\nshort\n{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    assert "at least 12" in done.output


def test_a_link_instead_of_a_password(aftercart):
    done = aftercart(*ADD, "--link")
    assert "/console/sign-in/invitation/" in done.output
    assert not app().records.staff_of_email("boss@hotline.example").staff.has_password
    assert "/console/sign-in/invitation/" in aftercart("staff", "link", "boss@hotline.example").output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["staff", "add", "nobody", "--role", "agent", "--name", "x", "--link"], "no e-mail address"),
        (
            ["staff", "add", "a@b.org", "--role", "boss", "--name", "x", "--link"],
            "agent, supervisor, administrator",
        ),
        (["staff", "add", "a@b.org", "--role", "agent", "--name", " ", "--link"], "name cannot be shown"),
        (["staff", "link", "a@b.org"], "Nobody"),
        (["staff", "reset-codes", "a@b.org"], "Nobody"),
        (["audit", "verify", "--expect-head", "x"], "head"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(aftercart, words, says):
    done = aftercart(*words)
    assert done.exit_code != 0
    assert says in done.output
    assert "Traceback" not in done.output


def test_nobody_is_added_twice(aftercart):
    aftercart(*ADD, "--link")
    again = aftercart(*ADD, "--link")
    assert (again.exit_code, "known already" in again.output) == (1, True)


def test_the_codes_of_somebody_who_lost_the_phone(aftercart):
    aftercart(*ADD, "--link")
    staff = app().records.staff_of_email("boss@hotline.example").staff
    app().records.set_second_step(staff.id, "ABCDEFGH", 0, (), "")
    assert aftercart("staff", "reset-codes", "boss@hotline.example").exit_code == 0
    assert not app().records.staff(staff.id).has_second_step


def test_a_whole_log_and_a_broken_one(aftercart, tmp_path):
    aftercart(*ADD, "--link")
    whole = aftercart("audit", "verify")
    assert (whole.exit_code, whole.output.split()[0]) == (0, "2")
    head = whole.output.split()[-1]
    assert aftercart("audit", "verify", "--expect-head", head).exit_code == 0

    with sqlite3.connect(tmp_path / "records.sqlite3") as database:
        database.execute("DROP TRIGGER audit_entry_no_delete")
        database.execute("DELETE FROM audit_entry WHERE sequence = 2")
    database.close()
    assert aftercart("audit", "verify").exit_code == 0
    cut = aftercart("audit", "verify", "--expect-head", head)
    assert (cut.exit_code, "at entry 2" in cut.output) == (1, True)


def test_an_entry_whose_time_is_no_time_is_named(aftercart, tmp_path):
    aftercart(*ADD, "--link")
    with sqlite3.connect(tmp_path / "records.sqlite3") as database:
        database.execute("DROP TRIGGER audit_entry_no_update")
        database.execute("UPDATE audit_entry SET at = 'yesterday' WHERE sequence = 2")
    database.close()
    broken = aftercart("audit", "verify")
    assert (broken.exit_code, "at entry 2" in broken.output) == (1, True)
    assert "1 entries before it are whole" in broken.output


def test_another_key_is_said(aftercart, monkeypatch):
    aftercart(*ADD, "--link")
    monkeypatch.setenv("AFTERCART_AUDIT_KEY", "another")
    app().records.close()
    app.cache_clear()
    broken = aftercart("audit", "verify")
    assert (broken.exit_code, "AFTERCART_AUDIT_KEY" in broken.output) == (1, True)
