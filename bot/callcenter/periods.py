"""The periods of the figures: quarters, which do not overlap: no two can be compared to find one person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year; `first` is its first day."""

    first: date

    @property
    def name(self) -> str:
        """How it is written: "2026-Q4"."""
        return f"{self.first.year}-Q{(self.first.month + 2) // 3}"

    @property
    def after(self) -> date:
        """The first day after it."""
        return self.first + relativedelta(months=3)

    @property
    def weeks(self) -> list[datetime]:
        """The moments (UTC) at which its weeks begin: its first day, then every Monday."""
        days = [self.first]
        while (following := days[-1] + timedelta(days=7 - days[-1].weekday())) < self.after:
            days.append(following)
        return [_midnight(day) for day in days]

    @property
    def ends(self) -> datetime:
        """The moment (UTC) at which it is over."""
        return _midnight(self.after)


def quarters(today: date) -> list[Quarter]:
    """The quarter of today, and those before it, newest first."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return [Quarter(first - relativedelta(months=3 * number)) for number in range(SHOWN)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
