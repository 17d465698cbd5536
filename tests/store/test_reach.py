"""Deletion, counting and rotation reach every table: whoever adds one is told here if they do not."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Double,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    select,
)

from bot.store import Records
from bot.store.all_tables import Base
from bot.store.belonging import belonging, with_conversation
from bot.store.column_types import EncryptedJson, EncryptedWords, UtcTime
from bot.store.opened import OpenedDatabase
from bot.store.rewriting import encrypted_tables

OF_NOBODY = frozenset(
    {
        # The people who work here, and what they did, by ids alone.
        *("staff", "staff_session", "staff_recovery_code", "staff_invitation", "audit_entry"),
        # What stays when a person is deleted, by decision: a count, and a digest that keeps them from being called.
        *("tally", "do_not_call"),
        "key_in_use",
    }
)
"""Tables that hold nothing of a person who was screened."""


def test_every_table_hangs_on_a_conversation_or_holds_nothing_of_a_person() -> None:
    """A table that names a case, a call, a screening ... needs a foreign key that deletes with it."""
    reached = {table.name for table in belonging()}
    assert set(Base.metadata.tables) - reached == OF_NOBODY


@pytest.mark.parametrize("table", sorted(OF_NOBODY))
def test_what_holds_nothing_of_a_person_refers_to_none(table: str) -> None:
    columns = Base.metadata.tables[table].c
    of_people = ("conversation", "case_id", "call_id", "screening_id", "callback_id", "referral_id")
    assert not [name for name in of_people if name in columns]


@pytest.mark.parametrize("table", list(belonging()), ids=lambda table: table.name)
def test_each_row_leads_to_its_conversation(table: Table) -> None:
    assert with_conversation(table).selected_columns[0].name == "conversation"


def test_a_table_without_a_way_to_a_conversation_would_be_told() -> None:
    case = Base.metadata.tables["case"]
    elsewhere = MetaData()
    stray = Table("stray", elsewhere, Column("id", Text, primary_key=True), Column("case_id", Text))
    lasting = Table("lasting", elsewhere, Column("case_id", ForeignKey(case.c.id), primary_key=True))
    for table in (stray, lasting):
        with pytest.raises(LookupError, match=table.name):
            with_conversation(table)


def test_every_encrypted_column_is_rotated() -> None:
    encrypted = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.c
        if isinstance(column.type, EncryptedWords | EncryptedJson)
    }
    assert {(table.name, name) for table in encrypted_tables() for name in table.encrypted} == encrypted
    assert ("answer", "words") in encrypted


def test_free_text_of_a_person_is_encrypted() -> None:
    """What is left in plain words: names of facts and lists, digests, addresses of sites, and what staff chose."""
    plain = {
        f"{table.name}.{column.name}"
        for table in belonging()
        for column in table.c
        if type(column.type) in (Text, JSON)
    }
    assert plain == PLAIN


PLAIN = {
    *("screening.conversation", "screening.channel", "screening.page_version", "screening.outcome"),
    *("answer.fact", "answer.message_id", "result.outcome", "verdict.criterion", "verdict.verdict"),
    *(f"referral_site.{each}" for each in ("name", "city", "state", "zip", "status")),
    *("reference_code.code", "callback.conversation", "callback.message_id", "callback.phone_digest"),
    *("visit.digest", "visit.conversation", "turn.conversation", "turn.key"),
    *("search_entry.conversation", "search_entry.digest", "case.conversation"),
    *("call_line.key", "call_line.line", "call_line.digest"),
    *(
        f"site_referral.{each}"
        for each in ("conversation", "site_name", "site_city", "site_state", "site_zip")
    ),
    *("site_referral.site_status", "site_referral_consent.shares", "site_referral_consent.words_digest"),
    *("site_mail.key", "site_mail.message_id", "site_mail.problem"),
}


def test_no_part_of_the_records_hides_a_method_of_another() -> None:
    parts = [part for part in Records.__mro__[1:] if part is not object and part is not OpenedDatabase]
    own = Counter(
        name
        for part in parts
        for name in vars(part)
        if not name.startswith("__") and not any(name in vars(base) for base in part.__mro__[1:])
    )
    assert [name for name, number in own.items() if number > 1] == []


def filled(table: Table, conversation: str, above: dict[str, dict[str, object]]) -> dict[str, object]:
    """A row of a table, whatever it is for: it hangs on the rows `above` it, and each text names the conversation."""
    row = {column.name: something(column, conversation) for column in table.c}
    for constraint in table.foreign_key_constraints:
        parent = above[constraint.referred_table.name]
        row |= {key.parent.name: parent[key.column.name] for key in constraint.elements}
    return row


def something(column: Column, conversation: str) -> object:
    """A value that a column takes."""
    kinds = {
        Enum: lambda: next(iter(column.type.enum_class)),
        UtcTime: lambda: datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        Date: lambda: date(2026, 11, 22),
        Uuid: uuid4,
        Boolean: lambda: True,
        Integer: lambda: 1,
        Double: lambda: 1.0,
        JSON: list,
    }
    for kind, value in kinds.items():
        if isinstance(column.type, kind):
            return value()
    return conversation if column.name == "conversation" else f"{conversation}-{column.name}"


@pytest.fixture
def two_people(records: Records) -> Records:
    """Records with a row of "ann" and one of "zelda" in every table that hangs on a conversation."""
    for conversation in ("ann", "zelda"):
        above: dict[str, dict[str, object]] = {}
        with records._engine.begin() as connection:
            for table in belonging():
                above[table.name] = filled(table, conversation, above)
                connection.execute(table.insert().values(above[table.name]))
    return records


def rows_of(records: Records, conversation: str) -> dict[str, int]:
    """How many rows each table has of a conversation, and how many in all."""
    with records._engine.connect() as connection:
        found = {
            table.name: connection.execute(with_conversation(table)).scalars().all() for table in belonging()
        }
        assert {name: len(each) for name, each in found.items()} == {
            table.name: connection.scalar(select(func.count()).select_from(table)) for table in belonging()
        }
    return {name: each.count(conversation) for name, each in found.items()}


def test_who_is_deleted_leaves_no_row_in_any_table_and_nobody_else_is_touched(two_people: Records) -> None:
    assert set(rows_of(two_people, "zelda").values()) == {1}

    two_people.forget("zelda")

    assert set(rows_of(two_people, "zelda").values()) == {0}
    assert set(rows_of(two_people, "ann").values()) == {1}


def test_no_byte_of_who_is_deleted_is_left_on_sqlite(tmp_path: Path, two_people: Records, url: str) -> None:
    if url.startswith("sqlite"):

        def files() -> list[str]:
            return [file.name for file in tmp_path.iterdir() if b"zelda" in file.read_bytes()]

        assert files(), "else this test could not fail"
        two_people.forget("zelda")
        assert files() == []


def test_every_encrypted_value_of_every_table_is_looked_at(two_people: Records) -> None:
    everything = {
        table.name: sum(isinstance(column.type, EncryptedWords | EncryptedJson) for column in table.c)
        for table in belonging()
    }
    assert sum(two_people.keys_by_rows().values()) == 2 * sum(everything.values())
