"""Several changes as one: a deed and its entry in the audit log."""

from datetime import datetime
from threading import Thread

import pytest

from bot.store import AuditAction, AuditFilter, Records, Role, StaffKnown

KEY = b"the key of these tests"


def names(records: Records) -> list[str]:
    return sorted(each.name for each in records.all_staff())


def entries(records: Records) -> int:
    return records.count_audit_entries(AuditFilter())


def note(records: Records, at: datetime) -> None:
    records.audit(KEY, at, "ann", AuditAction.STAFF_ADDED, "", {})


def test_all_of_it_is_kept(records: Records, noon: datetime) -> None:
    with records.together():
        records.add_staff("a@hotline.example", "Ann", Role.AGENT, noon)
        note(records, noon)
    assert (names(records), entries(records)) == (["Ann"], 1)
    assert records.verify_audit(KEY).what is None


def test_or_nothing(records: Records, noon: datetime) -> None:
    with pytest.raises(ValueError, match="no words of people"), records.together():
        records.add_staff("a@hotline.example", "Ann", Role.AGENT, noon)
        note(records, noon)
        records.audit(KEY, noon, "ann", AuditAction.STAFF_ADDED, "words of people", {})
    assert (names(records), entries(records)) == ([], 0)


def test_what_the_database_refuses_is_refused_as_ever(records: Records, noon: datetime) -> None:
    records.add_staff("a@hotline.example", "Ann", Role.AGENT, noon)
    with pytest.raises(StaffKnown), records.together():
        note(records, noon)
        records.add_staff("a@hotline.example", "Bob", Role.AGENT, noon)
    assert (names(records), entries(records)) == (["Ann"], 0)


def test_afterwards_everything_counts_by_itself_again(records: Records, noon: datetime) -> None:
    with pytest.raises(RuntimeError), records.together():
        raise RuntimeError
    note(records, noon)
    assert entries(records) == 1


def test_what_another_thread_does_meanwhile_is_its_own(records: Records, noon: datetime) -> None:
    other = Thread(target=note, args=(records, noon))
    with pytest.raises(RuntimeError), records.together():
        records.add_staff("a@hotline.example", "Ann", Role.AGENT, noon)
        other.start()
        raise RuntimeError
    other.join()
    assert (names(records), entries(records)) == ([], 1)
