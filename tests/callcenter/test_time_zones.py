"""What time it is where somebody lives: said only where it is sure."""

from datetime import UTC, datetime

import pytest

from bot.callcenter.time_zones import is_an_hour_to_call, local_time
from bot.language.word_lists import word_list

WINTER = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 22, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("place", "now", "time"),
    [
        ("60611", WINTER, "12:00"),  # Chicago
        ("60611", SUMMER, "13:00"),
        ("02215", WINTER, "13:00"),  # Boston
        ("94143", WINTER, "10:00"),  # San Francisco
        ("96813", SUMMER, "08:00"),  # Honolulu, which keeps its time in summer
        ("00901", SUMMER, "14:00"),  # San Juan, too
    ],
)
def test_a_state_in_one_zone_is_sure(place: str, now: datetime, time: str) -> None:
    assert f"{local_time(place, now):%H:%M}" == time


@pytest.mark.parametrize(
    "place", ["85054", "32224", "75390", "46202", "37232", "00000", "somewhere", "", None]
)
def test_everywhere_else_nothing_is_said(place: str | None) -> None:
    assert local_time(place, WINTER) is None


@pytest.mark.parametrize(
    ("clock", "may"),
    [("07:59", False), ("08:00", True), ("21:00", True), ("21:01", False), ("00:30", False)],
)
def test_nobody_is_called_at_night(clock: str, may: bool) -> None:
    assert is_an_hour_to_call(datetime.fromisoformat(f"2026-11-22T{clock}:00-06:00")) == may


def test_no_state_stands_twice() -> None:
    states = [state for each in word_list("time_zones", "bot.callcenter").values() for state in each]

    assert len(states) == len(set(states))
