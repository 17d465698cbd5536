"""Cases: one for each conversation, who looks after it, and who has it in hand."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from bot.store import Records
from bot.store.case_rows import HELD_FOR
from bot.store.errors import UnknownCase
from bot.store.kept_cases import CaseId, CaseRecord, HandoverRecord
from bot.store.kept_staff import StaffId

RUTH = StaffId(UUID(int=1))
OMAR = StaffId(UUID(int=2))
SUPERVISOR = StaffId(UUID(int=3))


@pytest.fixture
def case(records: Records, noon: datetime) -> CaseRecord:
    """The case of the conversation "ann", which nobody looks after yet."""
    return records.open_case("ann", noon)


def test_a_conversation_has_one_case(records: Records, noon: datetime, later: datetime) -> None:
    opened = records.open_case("ann", noon)

    assert opened == CaseRecord(opened.id, "ann", None, noon, None, None, None)
    assert records.open_case("ann", later) == opened
    assert records.case(opened.id) == records.case_of("ann") == opened


def test_of_several_who_open_it_at_once_one_does(records: Records, noon: datetime) -> None:
    workers = 4
    start = Barrier(workers)

    def wait_and_open(_: int) -> CaseRecord:
        start.wait()
        return records.open_case("ann", noon)

    with ThreadPoolExecutor(workers) as pool:
        assert set(pool.map(wait_and_open, range(workers))) == set(records.cases())


def test_the_first_owner_stays(records: Records, case: CaseRecord, later: datetime) -> None:
    assert records.open_case("ann", later, RUTH).owner == RUTH
    assert records.open_case("ann", later, OMAR).owner == RUTH


def test_what_is_not_kept_is_not_found(records: Records, noon: datetime) -> None:
    nowhere = CaseId(uuid4())

    assert records.case(nowhere) is None and records.case_of("nobody") is None
    for change in (
        lambda: records.hold_case(nowhere, RUTH, noon),
        lambda: records.release_case(nowhere, RUTH, noon),
        lambda: records.assign_case(nowhere, RUTH, SUPERVISOR, noon, "new shift"),
    ):
        with pytest.raises(UnknownCase):
            change()


def test_who_takes_a_free_case_in_hand_looks_after_it(
    records: Records, case: CaseRecord, later: datetime
) -> None:
    held = records.hold_case(case.id, RUTH, later)

    assert (held.held_by, held.held_since, held.held_until) == (RUTH, later, later + HELD_FOR)
    assert held.owner == RUTH
    assert records.case(case.id) == held


def test_the_second_is_told_who_has_it_and_since_when(
    records: Records, case: CaseRecord, noon: datetime, later: datetime
) -> None:
    first = records.hold_case(case.id, RUTH, noon)

    assert records.hold_case(case.id, OMAR, later) == first
    assert first.holder(later) == RUTH


def test_going_on_keeps_the_beginning(
    records: Records, case: CaseRecord, noon: datetime, later: datetime
) -> None:
    records.hold_case(case.id, RUTH, noon)
    held = records.hold_case(case.id, RUTH, later)

    assert (held.held_since, held.held_until) == (noon, later + HELD_FOR)


def test_a_case_left_alone_is_free_when_its_time_is_over(
    records: Records, case: CaseRecord, noon: datetime
) -> None:
    records.hold_case(case.id, RUTH, noon)
    over = noon + HELD_FOR

    assert records.hold_case(case.id, OMAR, over - timedelta(seconds=1)).held_by == RUTH
    assert records.hold_case(case.id, OMAR, over).held_by == OMAR
    assert records.case(case.id).owner == RUTH
    assert records.handovers(case.id) == ()


def test_who_lets_go_frees_it_and_nobody_else_can(
    records: Records, case: CaseRecord, noon: datetime, later: datetime
) -> None:
    held = records.hold_case(case.id, RUTH, noon)

    assert records.release_case(case.id, OMAR, later) == held
    assert records.release_case(case.id, RUTH, later).holder(later) is None
    assert records.hold_case(case.id, OMAR, later).held_by == OMAR


def test_a_takeover_needs_a_reason_which_is_kept(
    records: Records, case: CaseRecord, noon: datetime, later: datetime
) -> None:
    records.hold_case(case.id, RUTH, noon)

    assert records.hold_case(case.id, OMAR, later, reason="").held_by == RUTH
    taken = records.hold_case(case.id, OMAR, later, reason="Her shift is over")
    assert (taken.held_by, taken.held_since, taken.owner) == (OMAR, later, RUTH)
    assert records.handovers(case.id) == (
        HandoverRecord(later, by=OMAR, was=RUTH, now=OMAR, in_hand=True, reason="Her shift is over"),
    )


def test_a_reason_where_nobody_has_it_is_no_takeover(
    records: Records, case: CaseRecord, noon: datetime
) -> None:
    records.hold_case(case.id, RUTH, noon, reason="in case")

    assert records.handovers(case.id) == ()


def test_a_case_is_given_to_somebody_else_and_the_history_shows_it(
    records: Records, case: CaseRecord, noon: datetime, later: datetime
) -> None:
    given = records.assign_case(case.id, RUTH, SUPERVISOR, noon, "speaks Spanish")
    records.assign_case(case.id, RUTH, SUPERVISOR, noon, "the same again")
    records.assign_case(case.id, None, SUPERVISOR, later, "on leave")

    assert given.owner == RUTH and records.case(case.id).owner is None
    assert records.handovers(case.id) == (
        HandoverRecord(noon, by=SUPERVISOR, was=None, now=RUTH, in_hand=False, reason="speaks Spanish"),
        HandoverRecord(later, by=SUPERVISOR, was=RUTH, now=None, in_hand=False, reason="on leave"),
    )


def test_everyone_finds_their_own(records: Records, noon: datetime, later: datetime) -> None:
    looked_after = records.open_case("ann", noon, RUTH)
    in_hand = records.hold_case(records.open_case("bob", later, OMAR).id, RUTH, later)
    nobodys = records.open_case("carla", noon)

    assert records.cases(RUTH) == (in_hand, looked_after)
    assert records.cases(OMAR) == (in_hand,)
    assert set(records.cases()) == {in_hand, looked_after, nobodys}
    assert records.cases(limit=1) == (in_hand,)
    assert [case.belongs_to(RUTH, later) for case in (looked_after, in_hand, nobodys)] == [True, True, False]


def test_a_forgotten_conversation_takes_its_case_along(
    records: Records, case: CaseRecord, noon: datetime
) -> None:
    records.assign_case(case.id, RUTH, SUPERVISOR, noon, "new shift")
    records.open_case("bob", noon)
    records.forget("ann")

    assert records.case(case.id) is None and records.handovers(case.id) == ()
    assert records.case_of("bob")
