"""Deletion, counting and rotation reach every table: whoever adds one is told here if they do not."""

from collections import Counter

import pytest
from sqlalchemy import JSON, Column, ForeignKey, MetaData, Table, Text

from bot.store import Records
from bot.store.all_tables import Base
from bot.store.belonging import belonging, with_conversation
from bot.store.column_types import EncryptedJson, EncryptedWords
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
