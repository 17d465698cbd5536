"""The audit log: it only grows, and whatever else is done to it is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.store import AuditAction, AuditFilter, Records
from bot.store.chain import Break, Head, linked, read_head
from bot.store.column_types import NO_TIME_AT_ALL

KEY = b"the key of these tests"
EVERYTHING = AuditFilter()


@pytest.fixture
def five(records: Records, noon: datetime) -> Records:
    """A log of five entries."""
    for number in range(1, 6):
        records.audit(
            KEY, noon + timedelta(minutes=number), "ann", AuditAction.CASE_VIEWED, f"case-{number}", {}
        )
    return records


@pytest.fixture
def administrator(url: str) -> Engine:
    """Somebody who may do anything to the database."""
    engine = create_engine(url)
    yield engine
    engine.dispose()


def without_triggers(engine: Engine) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_entry_no_update"))
            connection.execute(text("DROP TRIGGER audit_entry_no_delete"))
        else:
            connection.execute(text("DROP TRIGGER audit_entry_no_change ON audit_entry"))


def tamper(engine: Engine, *statements: str) -> None:
    without_triggers(engine)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_whole_chain(five: Records) -> None:
    found = five.verify_audit(KEY)
    assert (found.entries, found.what) == (5, None)
    assert five.verify_audit(KEY, found.head) == found


def test_an_empty_log_is_whole(records: Records) -> None:
    assert records.verify_audit(KEY).head == Head(0, "")
    assert str(records.verify_audit(KEY).head) == "0:"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'bob'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE sequence = 5",
    ],
)
def test_the_database_itself_refuses_changes(five: Records, administrator: Engine, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only added to"), administrator.begin() as connection:
        connection.execute(text(statement))
    assert five.verify_audit(KEY).entries == 5


def test_postgresql_also_refuses_to_truncate(
    new_postgresql_database: Callable[[], str], noon: datetime
) -> None:
    from ciphers import CIPHER

    from bot.store import open_records

    url = new_postgresql_database()
    with open_records(url, CIPHER) as records:
        records.audit(KEY, noon, "ann", AuditAction.SIGNED_IN, "", {})
        engine = create_engine(url)
        with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
            connection.execute(text("TRUNCATE audit_entry"))
        engine.dispose()
        assert records.verify_audit(KEY).entries == 1


EARLIER = (
    "UPDATE audit_entry SET at = (SELECT at FROM audit_entry AS o WHERE o.sequence = 1) WHERE sequence = 4"
)
SWAP = (
    "UPDATE audit_entry SET sequence = -2 WHERE sequence = 2",
    "UPDATE audit_entry SET sequence = 2 WHERE sequence = 3",
    "UPDATE audit_entry SET sequence = 3 WHERE sequence = -2",
)
CLOSE_THE_GAP = (
    "DELETE FROM audit_entry WHERE sequence = 3",
    "UPDATE audit_entry SET sequence = 3 WHERE sequence = 4",
    "UPDATE audit_entry SET sequence = 4 WHERE sequence = 5",
)
INSERT = (
    "UPDATE audit_entry SET sequence = 6 WHERE sequence = 5",
    "UPDATE audit_entry SET sequence = 5 WHERE sequence = 4",
    "INSERT INTO audit_entry SELECT 4, at, actor, action, subject, details, previous, hash "
    "FROM audit_entry WHERE sequence = 3",
)


@pytest.mark.parametrize(
    ("statements", "at", "what"),
    [
        (("UPDATE audit_entry SET actor = 'bob' WHERE sequence = 3",), 3, Break.CHANGED),
        (("UPDATE audit_entry SET action = 'exported' WHERE sequence = 1",), 1, Break.CHANGED),
        (("UPDATE audit_entry SET subject = 'case-9' WHERE sequence = 5",), 5, Break.CHANGED),
        (("UPDATE audit_entry SET details = '[1]' WHERE sequence = 2",), 2, Break.CHANGED),
        (("UPDATE audit_entry SET details = 'no json' WHERE sequence = 2",), 2, Break.CHANGED),
        (("UPDATE audit_entry SET hash = previous WHERE sequence = 4",), 4, Break.CHANGED),
        (("UPDATE audit_entry SET previous = hash WHERE sequence = 4",), 4, Break.CHANGED),
        ((EARLIER,), 4, Break.CHANGED),
        (("DELETE FROM audit_entry WHERE sequence = 3",), 3, Break.MISSING),
        (("DELETE FROM audit_entry WHERE sequence = 1",), 1, Break.MISSING),
        (SWAP, 2, Break.CHANGED),
        (CLOSE_THE_GAP, 3, Break.CHANGED),
        (INSERT, 4, Break.CHANGED),
    ],
)  # fmt: skip
def test_what_was_done_to_it_is_found(
    five: Records, administrator: Engine, statements: tuple[str, ...], at: int, what: Break
) -> None:
    tamper(administrator, *statements)
    found = five.verify_audit(KEY)
    assert (found.broken_at, found.what, found.entries) == (at, what, at - 1)


NO_TIME = {
    "sqlite": ("'yesterday'", "''", "12", "X'61'", "'2026-11-22 25:00:00'"),
    "postgresql": ("'infinity'", "'-infinity'", "'0001-01-01 BC'", "'20000-01-01'"),
}


def test_a_time_that_is_none_is_found_and_can_be_looked_at(five: Records, administrator: Engine) -> None:
    without_triggers(administrator)
    for value in NO_TIME[administrator.dialect.name]:
        with administrator.begin() as connection:
            connection.execute(text(f"UPDATE audit_entry SET at = {value} WHERE sequence = 3"))
        found = five.verify_audit(KEY)
        assert (found.broken_at, found.what, found.entries) == (3, Break.CHANGED, 2), value
        assert five.audit_entries(EVERYTHING, 2, 1)[0].at == NO_TIME_AT_ALL


@pytest.mark.parametrize("column", ["hash", "previous", "actor", "details"])
@pytest.mark.parametrize("value", ["'é'", "X'FF'"])
def test_letters_and_bytes_that_no_entry_has_are_found(
    five: Records, administrator: Engine, column: str, value: str
) -> None:
    if administrator.dialect.name == "postgresql" and value.startswith("X"):
        value = "'ÿ'"
    tamper(administrator, f"UPDATE audit_entry SET {column} = {value} WHERE sequence = 3")
    found = five.verify_audit(KEY)
    assert (found.broken_at, found.what) == (3, Break.CHANGED)


def test_an_entry_made_anew_without_the_key_is_found(five: Records, administrator: Engine) -> None:
    entry = five.audit_entries(EVERYTHING, 2, 1)[0]
    forged = linked(replace(entry, actor="bob"), b"a guess")
    tamper(
        administrator,
        f"UPDATE audit_entry SET actor = 'bob', hash = '{forged.hash}' WHERE sequence = {entry.sequence}",
    )
    assert five.verify_audit(KEY).broken_at == entry.sequence


def test_an_entry_made_anew_with_the_key_no_longer_joins_the_next(
    five: Records, administrator: Engine
) -> None:
    entry = five.audit_entries(EVERYTHING, 2, 1)[0]
    forged = linked(replace(entry, actor="bob"), KEY)
    tamper(
        administrator,
        f"UPDATE audit_entry SET actor = 'bob', hash = '{forged.hash}' WHERE sequence = {entry.sequence}",
    )
    found = five.verify_audit(KEY)
    assert (found.broken_at, found.what) == (entry.sequence + 1, Break.NOT_AFTER_THE_ONE_BEFORE)


@pytest.mark.parametrize("cut", ["sequence = 5", "sequence >= 3", "sequence >= 1"])
def test_a_cut_at_the_end_shows_to_who_noted_the_head(
    five: Records, administrator: Engine, cut: str, noon: datetime
) -> None:
    noted = five.verify_audit(KEY).head
    tamper(administrator, f"DELETE FROM audit_entry WHERE {cut}")
    assert five.verify_audit(KEY).what is None
    found = five.verify_audit(KEY, noted)
    assert (found.broken_at, found.what) == (found.entries + 1, Break.CUT_AT_THE_END)

    while five.verify_audit(KEY).entries < 6:
        five.audit(KEY, noon, "ann", AuditAction.SIGNED_IN, "", {})
    found = five.verify_audit(KEY, noted)
    assert (found.broken_at, found.what) == (5, Break.CUT_AT_THE_END)


def test_what_is_added_later_does_not_disturb_a_noted_head(five: Records, noon: datetime) -> None:
    noted = five.verify_audit(KEY).head
    five.audit(KEY, noon, "ann", AuditAction.SIGNED_IN, "", {})
    assert five.verify_audit(KEY, noted).what is None


def test_another_key_goes_with_nothing(five: Records) -> None:
    assert five.verify_audit(b"another").broken_at == 1


def test_a_head_is_read_as_it_was_printed(five: Records) -> None:
    head = five.verify_audit(KEY).head
    assert read_head(f" {head}\n") == head
    for wrong in ("", "5", "five:00", "5:xyz", f"-1:{'0' * 64}"):
        with pytest.raises(ValueError, match="head"):
            read_head(wrong)


def test_many_at_once_make_one_chain(url: str, records: Records, noon: datetime) -> None:
    from ciphers import CIPHER

    from bot.store import open_records

    def append(number: int) -> None:
        with open_records(url, CIPHER) as other:
            for _ in range(10):
                other.audit(KEY, noon, f"writer-{number}", AuditAction.CASE_VIEWED, "", {"n": number})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(append, range(4)))
    found = records.verify_audit(KEY)
    assert (found.entries, found.what) == (40, None)


@pytest.mark.parametrize(
    "words",
    [
        "chest pain",
        "Ann Sample",
        "ann@example.org",
        "5155550123",
        "(515)555-0123",
        "515-555-0123",
        "ü",
        "x" * 65,
    ],
)
def test_words_of_people_are_refused(records: Records, noon: datetime, words: str) -> None:
    for entry in (("ann", words, {}), (words, "", {}), ("ann", "", {"why": words})):
        actor, subject, details = entry
        with pytest.raises(ValueError, match="no words of people"):
            records.audit(KEY, noon, actor, AuditAction.CASE_VIEWED, subject, details)
    assert records.count_audit_entries(EVERYTHING) == 0


def test_entries_are_found_by_who_what_whom_and_when(five: Records, noon: datetime) -> None:
    five.audit(KEY, noon + timedelta(days=1), "bob", AuditAction.EXPORTED, "case-2", {"rows": 3})

    def found(**wanted: object) -> list[int]:
        return [each.sequence for each in five.audit_entries(AuditFilter(**wanted), 0, 10)]

    assert found(actor="bob") == [6]
    assert found(action="exported") == [6]
    assert found(subject="case-2") == [6, 2]
    assert found(since=noon + timedelta(minutes=5), before=noon + timedelta(days=1)) == [5]
    assert [each.sequence for each in five.audit_entries(EVERYTHING, 2, 2)] == [4, 3]
    assert five.count_audit_entries(AuditFilter(actor="ann")) == 5
    assert five.audit_entries(AuditFilter(actor="bob"), 0, 1)[0].told == {"rows": 3}


@pytest.mark.parametrize(
    "name",
    ["", "agent", "2026-11-22", "0f8fad5b-d9cb-469f-a165-70867728950e", "call_center", "123456", "v1.2/a:b"],
)
def test_ids_days_and_names_are_taken(records: Records, noon: datetime, name: str) -> None:
    records.audit(
        KEY,
        noon,
        "ann",
        AuditAction.CASE_VIEWED,
        name,
        {"what": name, "n": 12345678, "yes": True, "no": None},
    )
    assert records.verify_audit(KEY).entries == 1


def test_a_number_that_could_be_a_telephones_is_refused(records: Records, noon: datetime) -> None:
    with pytest.raises(ValueError, match="no words of people"):
        records.audit(KEY, noon, "ann", AuditAction.CASE_VIEWED, "", {"n": 5155550123})
