"""What time it is where somebody lives, if that is sure."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.language.word_lists import word_list
from bot.referral.place import Place
from bot.referral.places import find_place

FIRST_HOUR, LAST_HOUR = time(8), time(21)


def local_time(place: str | None, now: datetime) -> datetime | None:
    """The time at a place in the person's words, such as "60611"; None where its state has more than one zone.

    An area code tells nothing: people move and keep their number.
    """
    found = find_place(place) if place else None
    zone = _zone_of(found.state) if isinstance(found, Place) else None
    return None if zone is None else now.astimezone(ZoneInfo(zone))


def is_an_hour_to_call(there: datetime) -> bool:
    """Whether it is neither too early nor too late for a call, where the person is.

    Source: 47 CFR 64.1200(c)(1), which forbids calls before 8 a.m. and after 9 p.m. of the called party's time. What
    is meant for solicitations is not too much to ask for calls to people who are ill.
    """
    return FIRST_HOUR <= there.time() <= LAST_HOUR


def _zone_of(state: str) -> str | None:
    zones = word_list("time_zones", "bot.callcenter")
    return next((zone for zone, states in zones.items() if state in states), None)
