"""Beginning, finding, abandoning and reopening a screening."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from threading import Barrier
from uuid import uuid4

import pytest

from bot.store import AnotherScreeningOpen, Records, ScreeningId, ScreeningRecord, UnknownScreening

PAGE = "NCT06179888 2026-10-01"


def test_nothing_is_kept_of_a_conversation_that_never_began(records: Records) -> None:
    assert records.current_screening("ann") is None


def test_a_screening_is_kept_as_it_began(records: Records, noon: datetime) -> None:
    screening = records.begin_screening("ann", "phone", PAGE, noon)

    assert records.current_screening("ann") == ScreeningRecord(
        id=screening,
        conversation="ann",
        number=1,
        channel="phone",
        page_version=PAGE,
        consent=None,
        consent_at=None,
        started_at=noon,
        ended_at=None,
        outcome=None,
    )


def test_conversations_do_not_see_each_other(records: Records, noon: datetime) -> None:
    ann, bob = (records.begin_screening(name, "web", PAGE, noon) for name in ("ann", "bob"))

    assert records.current_screening("ann").id == ann != bob == records.current_screening("bob").id


def test_beginning_again_returns_the_open_screening_unchanged(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    assert records.begin_screening("ann", "phone", "another page", later) == screening
    assert records.current_screening("ann").started_at == noon
    assert records.current_screening("ann").channel == "web"


def test_starting_over_abandons_one_screening_and_begins_the_next(
    records: Records, screening: ScreeningId, later: datetime
) -> None:
    records.abandon_screening(screening, later)
    abandoned = records.current_screening("ann")
    second = records.begin_screening("ann", "web", PAGE, later)

    assert (abandoned.id, abandoned.ended_at, abandoned.outcome) == (screening, later, None)
    assert second != screening
    assert (records.current_screening("ann").id, records.current_screening("ann").number) == (second, 2)


def test_abandoning_twice_keeps_the_first_time(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    records.abandon_screening(screening, noon)
    records.abandon_screening(screening, later)

    assert records.current_screening("ann").ended_at == noon


def test_after_an_ended_screening_another_can_begin(
    records: Records, screening: ScreeningId, later: datetime
) -> None:
    records.end_screening(screening, "likely_eligible", [], None, later)

    assert records.begin_screening("ann", "web", PAGE, later) != screening


def test_reopening_makes_it_open_again(records: Records, screening: ScreeningId, later: datetime) -> None:
    records.end_screening(screening, "likely_eligible", [], None, later)
    records.reopen(screening)
    records.reopen(screening)

    assert records.current_screening("ann").ended_at is None
    assert records.current_screening("ann").outcome is None
    assert records.begin_screening("ann", "web", PAGE, later) == screening


def test_a_screening_cannot_be_reopened_beside_an_open_one(
    records: Records, screening: ScreeningId, later: datetime
) -> None:
    records.abandon_screening(screening, later)
    second = records.begin_screening("ann", "web", PAGE, later)

    with pytest.raises(AnotherScreeningOpen, match="open"):
        records.reopen(screening)
    assert records.current_screening("ann").id == second


def test_an_older_screening_that_is_reopened_is_the_current_one(
    records: Records, screening: ScreeningId, later: datetime
) -> None:
    records.abandon_screening(screening, later)
    records.abandon_screening(records.begin_screening("ann", "web", PAGE, later), later)
    records.reopen(screening)

    assert records.current_screening("ann").id == screening


@pytest.mark.parametrize("change", ["abandon", "reopen", "end"])
def test_a_screening_that_is_not_kept_cannot_change(records: Records, noon: datetime, change: str) -> None:
    nobodys = ScreeningId(uuid4())
    changes = {
        "abandon": lambda: records.abandon_screening(nobodys, noon),
        "reopen": lambda: records.reopen(nobodys),
        "end": lambda: records.end_screening(nobodys, "likely_eligible", [], None, noon),
    }

    with pytest.raises(UnknownScreening):
        changes[change]()


def test_a_time_of_another_zone_comes_back_as_the_same_moment_in_utc(records: Records) -> None:
    in_boston = datetime(2026, 11, 22, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    records.begin_screening("ann", "web", PAGE, in_boston)

    started = records.current_screening("ann").started_at
    assert started == in_boston
    assert started.isoformat() == "2026-11-23T04:30:00+00:00"


def test_a_time_without_a_zone_is_refused(records: Records) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        records.begin_screening("ann", "web", PAGE, datetime(2026, 11, 22, 12, 0))
    assert records.current_screening("ann") is None


def test_many_that_begin_at_once_begin_one_screening(records: Records, noon: datetime) -> None:
    workers = 6
    start = Barrier(workers)

    def begin(_: int) -> ScreeningId:
        start.wait()
        return records.begin_screening("ann", "web", PAGE, noon)

    with ThreadPoolExecutor(workers) as pool:
        begun = set(pool.map(begin, range(workers)))

    assert begun == {records.current_screening("ann").id}
    assert records.current_screening("ann").number == 1
