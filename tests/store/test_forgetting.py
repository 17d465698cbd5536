"""Forgetting deletes for real."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from ciphers import CIPHER
from sqlalchemy import create_engine, func, select

from bot.store import (
    NotYetErased,
    Records,
    ReferralRecord,
    ScreeningId,
    SiteRecord,
    UnknownScreening,
    VerdictRecord,
    open_records,
)
from bot.store.tables import Base

OF_A_CONVERSATION = frozenset(
    [
        *["screening", "answer", "result", "verdict", "referral", "referral_site", "reference_code"],
        *["callback", "visit", "turn", "tally"],
    ]
)
SITE = SiteRecord("Cancer Center", "Boston", "MA", "02215", 3.0, "RECRUITING")


def interview(records: Records, conversation: str, at: datetime) -> ScreeningId:
    """A whole screening whose every free text begins with the name of its conversation."""
    screening = records.begin_screening(conversation, "web", "page", at)
    for number in range(30):
        records.record_answer(
            screening,
            f"fact {number}",
            [f"{conversation}-value"],
            words=f"{conversation}-words " * (1 + 40 * (number % 7)),
            message_id=f"{conversation}-{number}",
            at=at,
        )
    verdict = VerdictRecord("hiv_controlled", "met", f"{conversation}-reason")
    referral = ReferralRecord(f"{conversation}-place", (SITE,))
    records.end_screening(screening, "not_yet", [verdict], referral, at)
    records.reference_code(screening, at, timedelta(days=7))
    ask_for_a_call(records, conversation, at)
    pass_the_door(records, conversation, at)
    return screening


def pass_the_door(records: Records, conversation: str, at: datetime) -> None:
    """A visit, and a turn whose every text begins with the name of its conversation."""
    records.open_visit(f"{conversation}-digest", conversation, at)
    records.take_turn(conversation, "key", {"text": f"{conversation}-request"}, f"{conversation}-said", at)
    records.answer_turn(conversation, "key", [{"text": f"{conversation}-reply"}])


def ask_for_a_call(records: Records, conversation: str, at: datetime) -> None:
    """A request to be called whose every free text begins with the name of its conversation."""
    records.request_callback(
        conversation,
        name=f"{conversation}-name",
        phone="+15155550123",
        phone_as_given=f"{conversation}-phone",
        best_time=f"{conversation}-time",
        consent_at=at,
        message_id=f"{conversation}-call",
        at=at,
    )


def rows_by_table(url: str) -> dict[str, int]:
    """How many rows each table holds."""
    engine = create_engine(url)
    with engine.connect() as connection:
        counts = {
            name: connection.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
            if name in OF_A_CONVERSATION
        }
    engine.dispose()
    return counts


def files_with(folder: Path, needle: bytes) -> list[str]:
    """The files of the folder that hold the needle, the database's log and index of the log among them."""
    return sorted(file.name for file in folder.iterdir() if needle in file.read_bytes())


def test_nothing_of_a_forgotten_conversation_is_left_in_any_table(
    records: Records, url: str, noon: datetime
) -> None:
    interview(records, "ann", noon)
    interview(records, "bob", noon)
    records.forget("bob")
    assert all(rows_by_table(url).values())

    assert records.forget("ann") == 1
    rows = rows_by_table(url)
    assert rows.pop("tally") == 1
    assert set(rows.values()) == {0}
    assert records.current_screening("ann") is None


def test_a_request_to_be_called_without_a_screening_is_forgotten_too(
    records: Records, url: str, noon: datetime
) -> None:
    ask_for_a_call(records, "ann", noon)
    ask_for_a_call(records, "bob", noon)

    assert records.forget("ann") == 0
    assert [callback.conversation for callback in records.callbacks()] == ["bob"]


def test_a_forgotten_code_leads_nowhere(records: Records, screening: ScreeningId, noon: datetime) -> None:
    code = records.reference_code(screening, noon, timedelta(days=7))
    records.forget("ann")

    assert records.screening_of_code(code, noon) is None


def test_every_screening_of_the_conversation_is_forgotten_and_no_other(
    records: Records, noon: datetime
) -> None:
    anns = [interview(records, "ann", noon) for _ in range(2)]
    bobs = interview(records, "bob", noon)
    before = (records.current_screening("bob"), records.current_answers(bobs), records.current_result(bobs))

    assert records.forget("ann") == 2
    assert [records.result_history(screening) for screening in anns] == [(), ()]
    after = (records.current_screening("bob"), records.current_answers(bobs), records.current_result(bobs))
    assert after == before


def test_forgetting_twice_or_nobody_changes_nothing(records: Records, noon: datetime) -> None:
    interview(records, "ann", noon)

    assert [records.forget("ann"), records.forget("ann"), records.forget("nobody")] == [1, 0, 0]
    assert records.deleted_conversations() == 1


def test_a_forgotten_screening_takes_no_late_answer(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    records.forget("ann")

    with pytest.raises(UnknownScreening):
        records.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon)


def test_after_forgetting_the_conversation_can_begin_anew(
    records: Records, screening: ScreeningId, later: datetime
) -> None:
    records.forget("ann")

    assert records.begin_screening("ann", "web", "page", later) != screening
    assert records.current_screening("ann").number == 1


def test_no_byte_of_it_is_left_in_the_sqlite_files(tmp_path: Path, noon: datetime) -> None:
    with open_records(f"sqlite:///{tmp_path}/records.db", CIPHER) as records:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda name: interview(records, name, noon), ["bob", "zelda", "cid", "dora"]))
        interview(records, "zelda", noon)
        assert files_with(tmp_path, b"zelda"), "else this test could not fail"

        records.forget("zelda")

        assert files_with(tmp_path, b"zelda") == []
        assert files_with(tmp_path, b"bob") == ["records.db"]
    assert files_with(tmp_path, b"zelda") == []


def test_no_byte_of_a_code_is_left_in_the_sqlite_files(tmp_path: Path, noon: datetime) -> None:
    with open_records(f"sqlite:///{tmp_path}/records.db", CIPHER) as records:
        screening = records.begin_screening("zelda", "web", "page", noon)
        code = records.reference_code(screening, noon, timedelta(days=7)).replace("-", "").encode()
        ask_for_a_call(records, "zelda", noon)
        for kept in (code, b"zelda"):
            assert files_with(tmp_path, kept), "else this test could not fail"

        records.forget("zelda")

        for kept in (code, b"zelda"):
            assert files_with(tmp_path, kept) == []


def test_a_reader_in_the_way_is_reported_and_forgetting_again_erases(
    tmp_path: Path, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database.WAIT_SECONDS", 0.1)
    file = tmp_path / "records.db"
    with open_records(f"sqlite:///{file}", CIPHER) as records:
        interview(records, "zelda", noon)
        with closing(sqlite3.connect(file, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM answer").fetchone()
            with pytest.raises(NotYetErased, match="forget again"):
                records.forget("zelda")
            assert records.current_screening("zelda") is None
            assert files_with(tmp_path, b"zelda-")

        assert records.forget("zelda") == 0
        assert files_with(tmp_path, b"zelda") == []


def test_the_database_itself_deletes_what_belongs_to_a_screening(
    new_sqlite_database: Callable[[], str], noon: datetime
) -> None:
    """Foreign keys are enforced on SQLite too, where they are off unless asked for."""
    with open_records(new_sqlite_database(), CIPHER) as records, records._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000


def test_no_byte_is_left_where_sqlite_moved_rows_about(tmp_path: Path, noon: datetime) -> None:
    """Pages that are split keep old bytes beside the rows, whatever is deleted securely later."""
    keys = Random(1)
    with open_records(f"sqlite:///{tmp_path}/records.db", CIPHER) as records:
        for names in (["a-zelda"] * 20, [f"c{number % 50}" for number in range(1500)], ["a-zelda"] * 60):
            for name in names:
                records.take_turn(name, str(UUID(int=keys.getrandbits(128))), {"text": "61"}, "61", noon)
        assert files_with(tmp_path, b"a-zelda"), "else this test could not fail"
        records.forget("a-zelda")
        assert files_with(tmp_path, b"a-zelda") == []
