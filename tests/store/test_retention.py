"""Conversations that fell silent long ago are forgotten, and only those."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from ciphers import CIPHER
from sqlalchemy import make_url

from bot.store import CallbackStatus, Records, ScreeningId, open_records

DAY = timedelta(days=1)
Happening = Callable[[Records, ScreeningId, datetime], object]


def ask_for_a_call(records: Records, at: datetime, conversation: str = "ann") -> None:
    """Requests a call."""
    records.request_callback(
        conversation,
        name="Ann",
        phone="+15155550123",
        phone_as_given="515-555-0123",
        best_time=None,
        consent_at=at,
        message_id=str(at),
        at=at,
    )


def mark_the_call(records: Records, screening: ScreeningId, at: datetime) -> None:
    """Requests a call long before, and marks it now."""
    ask_for_a_call(records, at - 100 * DAY)
    records.mark_callback(records.callbacks()[0].id, CallbackStatus.CALLED, at)


def end_and_reopen(records: Records, screening: ScreeningId, at: datetime) -> None:
    """Leaves a result, and no ending, at that time."""
    records.end_screening(screening, "not_yet", [], None, at)
    records.reopen(screening)


HAPPENINGS: dict[str, Happening] = {
    "answer": lambda records, screening, at: records.record_answer(
        screening, "age", 61, words="61", message_id="m1", at=at
    ),
    "result": end_and_reopen,
    "abandonment": lambda records, screening, at: records.abandon_screening(screening, at),
    "code": lambda records, screening, at: records.reference_code(screening, at, DAY),
    "callback request": lambda records, screening, at: ask_for_a_call(records, at),
    "callback step": mark_the_call,
}


def test_a_conversation_is_forgotten_when_it_began_before(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    assert records.forget_before(noon) == 0
    assert records.current_screening("ann").id == screening

    assert records.forget_before(noon + timedelta(microseconds=1)) == 1
    assert records.current_screening("ann") is None


@pytest.mark.parametrize("what", HAPPENINGS)
def test_whatever_happened_last_counts(
    records: Records, screening: ScreeningId, noon: datetime, what: str
) -> None:
    last = noon + 30 * DAY
    HAPPENINGS[what](records, screening, last)

    assert records.forget_before(last) == 0
    assert records.current_screening("ann").id == screening

    assert records.forget_before(last + timedelta(microseconds=1)) == 1
    assert records.current_screening("ann") is None
    assert records.callbacks() == ()


def test_a_request_to_be_called_without_a_screening_is_forgotten_in_its_time(
    records: Records, noon: datetime
) -> None:
    ask_for_a_call(records, noon)

    assert [records.forget_before(noon), records.forget_before(noon + DAY)] == [0, 1]
    assert records.callbacks() == ()


def test_a_later_screening_keeps_the_earlier_ones(records: Records, noon: datetime) -> None:
    first = records.begin_screening("ann", "web", "page", noon)
    records.end_screening(first, "not_yet", [], None, noon)
    records.begin_screening("ann", "web", "page", noon + 30 * DAY)

    assert records.forget_before(noon + DAY) == 0
    assert records.result_history(first)


def test_only_the_silent_conversations_go(records: Records, noon: datetime) -> None:
    for day, conversation in enumerate(["ann", "bob", "cid", "dora"]):
        screening = records.begin_screening(conversation, "web", "page", noon + day * DAY)
        records.record_answer(screening, "age", 61, words="61", message_id="m", at=noon + day * DAY)
        ask_for_a_call(records, noon + day * DAY, conversation)

    assert records.forget_before(noon + 2 * DAY) == 2
    assert [records.current_screening(name) is None for name in ("ann", "bob", "cid", "dora")] == [
        True,
        True,
        False,
        False,
    ]
    assert [callback.conversation for callback in records.callbacks()] == ["cid", "dora"]
    assert records.forget_before(noon + 2 * DAY) == 0


def test_a_time_without_a_zone_forgets_nothing(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        records.forget_before(datetime(2100, 1, 1))
    assert records.current_screening("ann") is not None


def test_no_byte_of_them_is_left_in_the_sqlite_files(tmp_path: Path, noon: datetime) -> None:
    def files_with(needle: bytes) -> list[str]:
        return sorted(file.name for file in tmp_path.iterdir() if needle in file.read_bytes())

    with open_records(f"sqlite:///{tmp_path}/records.db", CIPHER) as records:
        for conversation in ("zelda-old", "zelda-older"):
            screening = records.begin_screening(conversation, "web", "page", noon)
            records.record_answer(screening, "age", 61, words=conversation, message_id="m", at=noon)
        assert files_with(b"zelda"), "else this test could not fail"

        assert records.forget_before(noon + DAY) == 2
        assert files_with(b"zelda") == []


@pytest.fixture
def answering(new_postgresql_database: Callable[[], str], noon: datetime) -> Iterator[tuple]:
    """Records of an old screening, and another connection in the midst of answering in it."""
    url = new_postgresql_database()
    with open_records(url, CIPHER) as records:
        records.begin_screening("ann", "web", "page", noon)
        address = make_url(url)
        with closing(
            psycopg.connect(host=address.query["host"], user="postgres", dbname=address.database)
        ) as other:
            other.execute("SELECT id FROM screening FOR UPDATE")
            other.execute(
                "INSERT INTO answer SELECT id, 1, 'age', '61', 'answered', '61', %s, 'patient', 'm1' FROM screening",
                [noon + 30 * DAY],
            )
            yield records, other


def test_an_answer_that_is_being_recorded_meanwhile_saves_its_conversation(
    answering: tuple[Records, psycopg.Connection], noon: datetime
) -> None:
    records, other = answering
    with ThreadPoolExecutor(1) as pool:
        forgetting = pool.submit(records.forget_before, noon + DAY)
        while not other.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            assert not forgetting.done()
        other.commit()

        assert forgetting.result() == 0
    assert records.current_screening("ann") is not None
