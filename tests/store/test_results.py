"""Ending a screening, once and again after a correction."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest

from bot.store import (
    Records,
    ReferralRecord,
    ResultRecord,
    ScreeningId,
    SiteRecord,
    VerdictRecord,
)

WINDOW = VerdictRecord("car_t_window", "not_yet", "Your window opens later.", date(2026, 12, 1))
AGE = VerdictRecord("age", "met", "You are an adult.")
BOSTON = SiteRecord("Dana-Farber Cancer Institute", "Boston", "MA", "02215", 3.25, "RECRUITING")
MADISON = SiteRecord("University of Wisconsin", "Madison", "WI", "53792", None, "RECRUITING")
REFERRAL = ReferralRecord("02134", (MADISON, BOSTON))


def end(records: Records, screening: ScreeningId, at: datetime, **changes: object) -> ResultRecord:
    """Ends the screening as `not_yet` with two verdicts and a referral, except for the changes."""
    result = {"outcome": "not_yet", "verdicts": [WINDOW, AGE], "referral": REFERRAL} | changes
    return records.end_screening(screening, at=at, **result)


def test_an_open_screening_has_no_result(records: Records, screening: ScreeningId) -> None:
    assert records.current_result(screening) is None
    assert records.result_history(screening) == ()


def test_the_result_is_kept_in_order_with_the_sites_offered(
    records: Records, screening: ScreeningId, later: datetime
) -> None:
    ended = end(records, screening, later)

    assert ended == ResultRecord(1, later, "not_yet", (WINDOW, AGE), REFERRAL)
    assert records.current_result(screening) == ended
    assert records.current_screening("ann").ended_at == later
    assert records.current_screening("ann").outcome == "not_yet"


@pytest.mark.parametrize("referral", [None, ReferralRecord(None, ()), ReferralRecord("02134", ())])
def test_no_referral_and_a_referral_without_sites_are_two_things(
    records: Records, screening: ScreeningId, later: datetime, referral: ReferralRecord | None
) -> None:
    end(records, screening, later, referral=referral)

    assert records.current_result(screening).referral == referral


def test_ending_again_after_a_correction_adds_a_run_and_keeps_the_first(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    first = end(records, screening, noon)
    records.reopen(screening)
    assert records.current_result(screening) is None, "no result stands while the screening is open"
    second = end(records, screening, later, outcome="likely_eligible", verdicts=[AGE], referral=None)

    assert (first.run, second.run) == (1, 2)
    assert records.current_result(screening) == second
    assert records.result_history(screening) == (first, second)
    assert records.current_screening("ann").outcome == "likely_eligible"


def test_the_same_ending_delivered_again_adds_nothing(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    first = end(records, screening, noon)

    assert end(records, screening, later) == first
    assert records.result_history(screening) == (first,)
    assert records.current_screening("ann").ended_at == noon


def test_a_reopened_screening_that_ends_the_same_way_ends_again(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    first = end(records, screening, noon)
    records.reopen(screening)
    second = end(records, screening, later)

    assert second == replace(first, run=2, ended_at=later)
    assert records.current_screening("ann").ended_at == later


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "likely_eligible"},
        {"verdicts": [AGE, WINDOW]},
        {"verdicts": [replace(WINDOW, available_from=date(2026, 12, 2)), AGE]},
        {"referral": None},
        {"referral": ReferralRecord("02134", (BOSTON, MADISON))},
    ],
    ids=["outcome", "order of verdicts", "a date", "no referral", "order of sites"],
)
def test_another_ending_of_an_ended_screening_is_the_next_run(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime, change: dict[str, object]
) -> None:
    end(records, screening, noon)
    second = end(records, screening, later, **change)

    assert second.run == 2
    assert records.current_result(screening) == second


def test_an_abandoned_screening_has_no_result_that_stands(
    records: Records, screening: ScreeningId, noon: datetime, later: datetime
) -> None:
    first = end(records, screening, noon)
    records.reopen(screening)
    records.abandon_screening(screening, later)

    assert records.current_result(screening) is None
    assert records.result_history(screening) == (first,)


def test_an_ending_is_kept_whole_or_not_at_all(
    records: Records, screening: ScreeningId, later: datetime
) -> None:
    with pytest.raises(Exception, match=r"(?i)unique"):
        end(records, screening, later, verdicts=[AGE, AGE])

    assert records.result_history(screening) == ()
    assert records.current_screening("ann").ended_at is None


def test_a_screening_that_is_not_kept_has_no_result(records: Records) -> None:
    nobodys = ScreeningId(uuid4())

    assert records.current_result(nobodys) is None
    assert records.result_history(nobodys) == ()
