"""A person is found again by a name, a number or an address, of which only digests are kept."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from ciphers import CIPHER
from hypothesis import given
from hypothesis import strategies as st

from bot.encryption import BadKey, Cipher, new_key
from bot.store import Records, SiteRecord
from bot.store.kept_search import SearchKind
from bot.store.kept_site_referrals import SiteContact
from bot.store.search_rows import digests, terms

STAFF = UUID("6c1a7c5e-3c1e-4a51-9b62-0f3f7a7f3d55")


@pytest.fixture
def people(records: Records) -> Records:
    """Records that know three people."""
    for conversation, name, phone in (
        ("one", "José O'Brien-Muñoz", "+15155550123"),
        ("two", "Jose Smith", "+15155550124"),
        ("three", "Łukasz Weiß", "+15155550125"),
    ):
        records.index_person(conversation, SearchKind.NAME, name)
        records.index_person(conversation, SearchKind.PHONE, phone)
    records.index_person("two", SearchKind.EMAIL, "Jose.Smith@Example.org")
    return records


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("José", {"one", "two"}),
        ("jose", {"one", "two"}),
        ("JOSE SMITH", {"two"}),
        ("Smith, Jose", {"two"}),
        ("smith", {"two"}),
        ("obrien", {"one"}),
        ("O\u2019Brien", {"one"}),
        ("munoz o'brien", {"one"}),
        ("Jose Muñoz", {"one"}),
        ("Lukasz Weiss", {"three"}),
        ("Jose Weiss", set()),
        ("Smi", set()),
        ("515-555-0123", {"one"}),
        ("+1 (515) 555 0124", {"two"}),
        ("call 5155550125 please", {"three"}),
        ("515-555-0199", set()),
        ("jose.smith@example.org", {"two"}),
        ("  JOSE.SMITH@EXAMPLE.ORG ", {"two"}),
        ("smith@example.org", set()),
        ("", set()),
        (" - ", set()),
        ("'; DROP TABLE search_entry; --", set()),
    ],
)
def test_who_is_found(people: Records, typed: str, found: set[str]) -> None:
    assert set(people.find_people(typed)) == found


def test_nothing_but_digests_is_kept(people: Records, url: str) -> None:
    if url.startswith("sqlite"):
        kept = Path(url.removeprefix("sqlite:///")).read_bytes().lower()
        for said in (b"smith", b"jose", b"5155550123", b"example.org"):
            assert said not in kept


def test_who_asks_for_a_call_or_is_referred_is_found(records: Records, noon: datetime) -> None:
    screening = records.begin_screening("ann", "web", "page", noon)
    records.request_callback(
        "ann",
        name="Ann Smith",
        phone="+15155550123",
        phone_as_given="my cell, 515-555-0123",
        best_time=None,
        consent_at=noon,
        message_id="m",
        at=noon,
    )
    site = SiteRecord("Cancer Center", "Boston", "MA", "02215", 3.0, "RECRUITING")
    referral = records.refer_to_site(screening, site, STAFF, noon).id
    contact = SiteContact("Ann Jones", "+15155550124", "0124", "ann@example.org")
    records.set_site_contact(referral, contact)
    for typed in ("smith", "jones", "515-555-0123", "515-555-0124", "ann@example.org"):
        assert records.find_people(typed) == ("ann",)
    records.forget("ann")
    assert records.find_people("smith") == ()


def test_indexing_twice_changes_nothing(people: Records) -> None:
    people.index_person("two", SearchKind.NAME, "Jose Smith")
    assert people.find_people("smith") == ("two",)


def test_another_key_makes_other_digests_and_the_words_keys_none() -> None:
    keys, index = [new_key()], new_key()
    name = (SearchKind.NAME, "Ann")
    assert digests(Cipher(keys, index), *name) == digests(Cipher([new_key(), *keys], index), *name)
    assert digests(Cipher(keys, index), *name) != digests(CIPHER, *name)
    with pytest.raises(BadKey):
        digests(Cipher(keys), *name)


@given(st.lists(st.text(), max_size=4))
def test_neither_order_nor_case_of_a_name_counts(parts: list[str]) -> None:
    forward, backward = " ".join(parts), " ".join(reversed(parts)).upper()
    plain = terms(SearchKind.NAME, forward)
    assert terms(SearchKind.NAME, backward.lower()) <= plain | terms(SearchKind.NAME, backward)
    assert terms(SearchKind.NAME, " ".join(reversed(parts))) == plain
