"""The day from which the days of a person are counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.export.safe_harbor import days_after
from bot.store.kept_export import PersonKept
from bot.values import UNKNOWN

INFUSION = "car_t_infusion_date"


@dataclass(frozen=True, slots=True)
class DayZero:
    """Day 0, and what it is."""

    day: date
    what: str

    def after(self, moment: datetime | date | None) -> int | None:
        """A moment as the number of days after day 0; None for none."""
        day = moment.date() if isinstance(moment, datetime) else moment
        return None if day is None else days_after(day, self.day)


def day_zero_of(person: PersonKept) -> DayZero:
    """The infusion as it was last told, else the first contact."""
    told = [
        answer.value
        for each in person.screenings
        for answer in each.answers
        if answer.fact == INFUSION and answer.value not in (None, UNKNOWN.value)
    ]
    if not told:
        return DayZero(min(_contacts(person)).date(), "first_contact")
    if isinstance(told[-1], dict):
        return DayZero(date.fromisoformat(told[-1]["earliest"]), "infusion_earliest")
    return DayZero(date.fromisoformat(told[-1]), "infusion")


def _contacts(person: PersonKept) -> Iterator[datetime]:
    yield from (each.screening.started_at for each in person.screenings)
    yield from (call.started_at for call in person.calls)
    yield from (each.callback.created_at for each in person.callbacks)
    yield from (referral.created_at for referral in person.referrals)
