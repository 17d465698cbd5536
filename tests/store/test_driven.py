"""What the driver is handed directly: the same rows, refusals and promises as over the engine, and how much of it."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Barrier

import psycopg
import pytest
from ciphers import CIPHER
from sqlalchemy import make_url
from statements import count_statements

from bot.store import (
    AnswerStatus,
    GivenAnswer,
    GivenBy,
    Records,
    RecordsUnavailable,
    ReferralRecord,
    SiteRecord,
    VerdictRecord,
    database,
    open_records,
)
from bot.store.driven import RowRefused

SIXTY_ONE = GivenAnswer("age", 61, "I'm 61")
THREE = tuple(GivenAnswer(fact, "no", "none of them") for fact in ("hiv", "hepatitis_b", "hepatitis_c"))
VERDICTS = (
    VerdictRecord("car_t_window", "not_yet", "Your window opens later.", date(2026, 12, 1)),
    VerdictRecord("age", "met", "You are an adult."),
)
REFERRAL = ReferralRecord("02134", (SiteRecord("Dana-Farber", "Boston", "MA", "02215", 3.25, "RECRUITING"),))
WORKERS = 4


def record(records: Records, at: datetime, message: str, *given: GivenAnswer):
    return records.record_message("ann", "rest", "page", message, given, at)


def end(records: Records, at: datetime):
    return records.end_current_screening("ann", "not_yet", VERDICTS, REFERRAL, at)


@contextmanager
def counted(records: Records) -> Iterator[Counter]:
    """Counts what reaches the driver of SQLite, by the first word of each statement."""
    counts: Counter[str] = Counter()
    count_statements(records._engine, counts)
    # The first transaction opens the connection, and writes each statement for the driver.
    record(records, datetime.fromisoformat("2026-11-22T12:00:00+00:00"), "first", SIXTY_ONE)
    counts.clear()
    yield counts


@pytest.fixture
def sqlite_records(new_sqlite_database: Callable[[], str]) -> Iterator[Records]:
    with open_records(new_sqlite_database(), CIPHER) as records:
        yield records


@pytest.mark.parametrize("given", [(SIXTY_ONE,), THREE], ids=["one answer", "three answers"])
def test_a_message_is_one_transaction_with_a_statement_for_each_answer_and_one_more(
    sqlite_records: Records, noon: datetime, given: tuple[GivenAnswer, ...]
) -> None:
    with counted(sqlite_records) as counts:
        record(sqlite_records, noon, "m1", *given)

    assert counts == {"PRAGMA": 1, "BEGIN": 1, "SELECT": 1, "INSERT": len(given), "COMMIT": 1}


def test_a_result_is_one_transaction(sqlite_records: Records, noon: datetime) -> None:
    with counted(sqlite_records) as counts:
        end(sqlite_records, noon)

    rows = 1 + len(VERDICTS) + 1 + len(REFERRAL.sites)
    assert counts == {"PRAGMA": 1, "BEGIN": 1, "SELECT": 2, "INSERT": rows, "UPDATE": 1, "COMMIT": 1}


@pytest.mark.parametrize("words", ["", "h\u00e9llo \U0001f600 'quoted'", "half a pair \ud83d, and \x00"])
def test_an_answer_comes_back_as_it_was_given(records: Records, noon: datetime, words: str) -> None:
    given = GivenAnswer("hiv", "unknown", words, AnswerStatus.UNKNOWN, GivenBy.CAREGIVER)
    screening = record(records, noon, "m1", given, GivenAnswer("age", None, "", AnswerStatus.WITHDRAWN))

    kept = records.current_answers(screening)
    kept_words = words.replace("\x00", "").replace("\ud83d", "?")
    assert (kept["hiv"].value, kept["hiv"].words, kept["hiv"].status) == (
        "unknown",
        kept_words,
        AnswerStatus.UNKNOWN,
    )
    assert (kept["hiv"].understood_at, kept["hiv"].given_by) == (noon, GivenBy.CAREGIVER)
    assert (kept["age"].value, kept["age"].status, kept["age"].sequence) == (None, AnswerStatus.WITHDRAWN, 2)
    assert records.current_screening("ann").id == screening


def test_the_current_screening_ends_as_a_known_one_does(
    records: Records, noon: datetime, later: datetime
) -> None:
    screening = record(records, noon, "m1", SIXTY_ONE)
    ended = end(records, later)

    assert records.current_result(screening) == ended
    assert (ended.run, ended.verdicts, ended.referral) == (1, VERDICTS, REFERRAL)
    assert records.current_screening("ann").ended_at == later
    assert end(records, noon) == ended, "the same ending delivered again adds nothing"

    record(records, later, "m2", GivenAnswer("age", 62, "62"))
    assert end(records, later).run == 2
    assert len(records.result_history(screening)) == 2


def test_where_nothing_was_begun_nothing_ends(records: Records, noon: datetime) -> None:
    assert end(records, noon) is None


def test_within_a_greater_transaction_it_is_kept_with_it_or_not_at_all(
    records: Records, noon: datetime
) -> None:
    screening = record(records, noon, "m1", SIXTY_ONE)
    with pytest.raises(RuntimeError), records.together():
        record(records, noon, "m2", *THREE)
        raise RuntimeError
    assert set(records.current_answers(screening)) == {"age"}

    with records.together():
        records.begin_screening("bob", "web", "page", noon)
        record(records, noon, "m2", *THREE)
        end(records, noon)
    assert set(records.current_answers(screening)) == {"age", *(each.fact for each in THREE)}
    assert records.current_screening("bob") is not None


def test_workers_that_begin_in_the_same_instant_begin_one(
    new_database: Callable[[], str], noon: datetime
) -> None:
    url, together = new_database(), Barrier(WORKERS)

    def begin(number: int):
        with open_records(url, CIPHER) as records:
            together.wait()
            return record(records, noon, f"m{number}", SIXTY_ONE)

    open_records(url, CIPHER).close()
    with ThreadPoolExecutor(WORKERS) as pool:
        screenings = set(pool.map(begin, range(WORKERS)))
    assert len(screenings) == 1
    with open_records(url, CIPHER) as records:
        versions = records.answer_history(screenings.pop(), "age")
    assert [each.sequence for each in versions] == list(range(1, WORKERS + 1))


def test_a_row_that_is_refused_says_nothing_of_itself(records: Records, noon: datetime) -> None:
    with pytest.raises(RowRefused) as raised:
        records.record_message("ann", None, "page", "m1", [GivenAnswer("hiv", "no", "secret words")], noon)
    assert (str(raised.value), raised.value.__cause__) == ("", None)


def test_a_writer_that_waits_too_long_is_told_and_leaves_nothing(
    tmp_path: Path, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    file = tmp_path / "records.db"
    with open_records(f"sqlite:///{file}", CIPHER) as records, closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsUnavailable, match="try again"):
            record(records, noon, "m1", SIXTY_ONE)

        other.rollback()
        record(records, noon, "m1", SIXTY_ONE)
        assert records.current_screening("ann").number == 1


def test_a_server_that_cut_the_connection_is_asked_again(
    new_postgresql_database: Callable[[], str], postgresql_server: str, noon: datetime
) -> None:
    url = new_postgresql_database()
    name = make_url(url).database
    administrator = psycopg.connect(host=postgresql_server, user="postgres", autocommit=True)
    with open_records(url, CIPHER) as records, closing(administrator) as server:
        screening = record(records, noon, "m1", SIXTY_ONE)
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        assert record(records, noon, "m2", *THREE) == screening

        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        with pytest.raises(RecordsUnavailable, match="try again"):
            record(records, noon, "m3", SIXTY_ONE)
