"""Another day told by its distance from the infusion: "10 days after the infusion", "day 12"."""

import re
from datetime import date

from bot.language.dates import Tense, read_date
from bot.language.plain import plain
from bot.language.reading import Reading
from bot.values import Interval

_ABOUT = r"(?:(?:about|around|roughly|maybe|approximately|some) )?"
_NUMBER = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple of|a few|\d{1,3})"
_COUNT = rf"(?P<length>{_ABOUT}{_NUMBER} (?:day|week|month)s?)"
_ANCHOR = r"(?:car ?-?t(?: cells?)?|cart|abecma|ide ?-?cel|infusion|cells|t ?-?cells)"
_AFTER = r"(?:after|post|past|from|following|since|into)"
_TOLD = re.compile(rf"\b{_COUNT} {_AFTER}(?: \w+){{0,4}}? {_ANCHOR}\b")
_DAY = re.compile(r"\bday ?\+? ?(?P<day>\d{1,3})\b")


def read_since_infusion(text: str, infusion: object, as_of: date) -> Reading | None:
    """The day, counted from the infusion; None if the words do not count from it, or the infusion is not known.

    The answer is as wide as the infusion's day and the length of time are. A bare "day 12" is checked.
    """
    if not isinstance(infusion, Interval):
        return None
    said = plain(text)
    told, day = _TOLD.search(said), _DAY.search(said)
    if told:
        away = read_date(f"{told['length']} ago", as_of, Tense.PAST)
        return away and _reading(infusion, as_of, away)
    if day:
        return Reading(_moved(infusion, int(day["day"]), int(day["day"])), confirm=True)
    return None


def _reading(infusion: Interval, as_of: date, away: Reading) -> Reading:
    least, most = (as_of - away.value.high).days, (as_of - away.value.low).days
    return Reading(_moved(infusion, least, most), away.confirm)


def _moved(infusion: Interval, least: int, most: int) -> Interval:
    return Interval(_on(infusion.low, least), _on(infusion.high, most))


def _on(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)
