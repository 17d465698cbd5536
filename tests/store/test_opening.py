"""Opening the records, or one clear sentence why not."""

import logging
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from traceback import format_exception

import psycopg
import pytest
from ciphers import CIPHER
from postgresql import KNOWS_NO_ALPHABET
from sqlalchemy import make_url
from sqlalchemy.exc import IntegrityError

from bot.encryption import Cipher
from bot.store import Records, RecordsUnavailable, ScreeningId, migrate, open_records

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "must be sqlite:///FILE or postgresql"),
        ("records.db", "must be sqlite:///FILE or postgresql"),
        ("mysql://ann:hunter2@host/db", "must be sqlite:///FILE or postgresql"),
        ("postgresql+psycopg2://ann:hunter2@host/db", "must be sqlite:///FILE or postgresql"),
        ("postgresql+psycopg://ann:hunter2@host:port/db", "must be sqlite:///FILE or postgresql"),
        ("sqlite://", "need a file"),
        ("sqlite:///:memory:", "need a file"),
        ("sqlite:////no/such/folder/records.db", "/no/such/folder/records.db cannot be opened: No such file"),
        ("sqlite:////", "unable to open database file"),
        ("postgresql+psycopg://ann:hunter2@/db?host=/no/such/socket", "/no/such/socket"),
        ("postgresql+psycopg://ann:hunter2@127.0.0.1:1/db", "cannot be opened: .*refused"),
    ],
)
@pytest.mark.parametrize("use", [migrate, open_records])
def test_a_bad_address_gives_one_clear_sentence_without_the_password(
    url: str, sentence: str, use: Callable[[str, Cipher], object]
) -> None:
    with pytest.raises(RecordsUnavailable, match=sentence) as raised:
        use(url, CIPHER)
    assert "\n" not in str(raised.value)
    assert "hunter2" not in str(raised.value)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear doctor, " * 100)

    with pytest.raises(RecordsUnavailable, match="not a database"):
        open_records(f"sqlite:///{letter}", CIPHER)
    assert letter.read_text() == "Dear doctor, " * 100


def test_a_postgresql_that_was_set_up_without_a_language_will_do(
    new_postgresql_database: Callable[..., str], noon: datetime
) -> None:
    with open_records(new_postgresql_database(KNOWS_NO_ALPHABET), CIPHER) as records:
        screening = records.begin_screening("zoë", "web", "page", noon)
        assert records.current_screening("zoë").id == screening


def test_a_database_that_is_not_there_is_named(new_postgresql_database: Callable[[], str]) -> None:
    nowhere = make_url(new_postgresql_database()).set(database="nowhere")

    with pytest.raises(RecordsUnavailable, match='database "nowhere" does not exist'):
        open_records(nowhere.render_as_string(hide_password=False), CIPHER)


def test_the_sqlite_files_are_private(tmp_path: Path, noon: datetime) -> None:
    with open_records(f"sqlite:///{tmp_path}/records.db", CIPHER) as records:
        records.begin_screening("ann", "web", "page", noon)
        modes = {file.name: stat.filemode(file.stat().st_mode) for file in tmp_path.iterdir()}

    assert modes == dict.fromkeys(["records.db", "records.db-wal", "records.db-shm"], "-rw-------")


def test_the_records_are_there_after_closing_and_opening(url: str, noon: datetime) -> None:
    with open_records(url, CIPHER) as records:
        screening = records.begin_screening("ann", "web", "page", noon)
        records.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon)

    with open_records(url, CIPHER) as records:
        assert records.current_answers(screening)["age"].value == 61


def test_importing_the_room_opens_nothing() -> None:
    watched_import = (
        "import sys;"
        "opening = ('sqlite3.connect', 'socket.connect');"
        "sys.addaudithook(lambda event, _: event in opening and sys.exit(event));"
        "import bot.store"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", watched_import], check=True, cwd=ROOT)


def test_a_file_that_another_program_keeps_locked_is_reported(
    tmp_path: Path, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database.WAIT_SECONDS", 0.1)
    file = tmp_path / "records.db"
    with open_records(f"sqlite:///{file}", CIPHER) as records, closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsUnavailable, match="try again"):
            records.begin_screening("ann", "web", "page", noon)
        assert records.current_screening("ann") is None, "reading goes on meanwhile"

        other.rollback()
        records.begin_screening("ann", "web", "page", noon)


def test_a_server_that_cut_the_connection_is_asked_again(
    new_postgresql_database: Callable[[], str], postgresql_server: str, noon: datetime
) -> None:
    url = new_postgresql_database()
    name = make_url(url).database
    with open_records(url, CIPHER) as records, closing(administrator(postgresql_server)) as server:
        screening = records.begin_screening("ann", "web", "page", noon)
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        assert records.current_screening("ann").id == screening

        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        with pytest.raises(RecordsUnavailable, match="try again"):
            records.current_screening("ann")


def administrator(server: str) -> psycopg.Connection:
    """A connection of the server's owner."""
    return psycopg.connect(host=server, user="postgres", autocommit=True)


def test_no_words_of_a_person_reach_the_log(
    records: Records, screening: ScreeningId, noon: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
    try:
        records.record_answer(screening, "hiv", "no", words="secret words", message_id="m1", at=noon)
    finally:
        logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)
    assert "secret words" not in caplog.text


def test_no_words_of_a_person_are_in_an_error(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    with pytest.raises(Exception, match="JSON") as raised:
        records.record_answer(screening, "age", float("nan"), words="secret words", message_id="m1", at=noon)
    assert "secret words" not in str(raised.value)


def test_no_words_of_a_person_are_in_what_the_database_says_of_a_row_that_it_refuses(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    """PostgreSQL would show the row."""
    secret = "secret words"
    with pytest.raises(IntegrityError) as raised:
        records.record_answer(screening, "hiv", "no", words=secret, message_id=None, at=noon)
    assert "message_id" in str(raised.value)
    assert "secret words" not in "".join(format_exception(raised.value))
