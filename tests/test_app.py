"""The day of a screen: the one that was set, else the day in the call center's time zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.app import App
from bot.settings import Settings
from bot.store import open_records


@dataclass(frozen=True)
class At(App):
    """The application at a moment."""

    moment: datetime = datetime(2026, 11, 23, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment."""
        return self.moment


def _day(home: Path, moment: datetime, **settings: object) -> date:
    told = Settings(home=home, **settings)
    records = open_records(told.records, told.cipher)
    try:
        return At(told, records, moment).today()
    finally:
        records.close()


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("America/New_York", datetime(2026, 11, 23, 4, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        ("America/New_York", datetime(2026, 11, 23, 5, 0, tzinfo=UTC), date(2026, 11, 23)),
        # In summer midnight comes an hour earlier by Greenwich.
        ("America/New_York", datetime(2026, 7, 4, 3, 59, 59, tzinfo=UTC), date(2026, 7, 3)),
        ("America/New_York", datetime(2026, 7, 4, 4, 0, tzinfo=UTC), date(2026, 7, 4)),
        ("Pacific/Guam", datetime(2026, 11, 22, 13, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        ("Pacific/Guam", datetime(2026, 11, 22, 14, 0, tzinfo=UTC), date(2026, 11, 23)),
        ("UTC", datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        ("UTC", datetime(2026, 11, 23, 0, 0, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_the_day_changes_at_midnight_in_the_call_center(
    tmp_path: Path, zone: str, moment: datetime, day: date
) -> None:
    assert _day(tmp_path, moment, time_zone=zone) == day


def test_without_a_zone_it_is_the_day_on_this_machine(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 23, 4, 59, 59, tzinfo=UTC)
    assert _day(tmp_path, moment) == moment.astimezone().date()


def test_a_day_that_was_set_is_the_day_everywhere(tmp_path: Path) -> None:
    late = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    assert _day(tmp_path, late, as_of="2026-11-22", time_zone="Pacific/Guam") == date(2026, 11, 22)


def test_the_zone_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERCART_TIME_ZONE", "America/Chicago")
    assert str(Settings().time_zone) == "America/Chicago"
    monkeypatch.setenv("AFTERCART_TIME_ZONE", "")
    assert Settings().time_zone is None


@pytest.mark.parametrize("name", ["Eastern", "America/Gotham", "../../etc/passwd"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="time_zone"):
        Settings(time_zone=name)
