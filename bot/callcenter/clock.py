"""How a time is told to the staff and to a site: by the clock of its zone, never without the zone's name."""

from datetime import datetime


def say_time(at: datetime, form: str = "%H:%M") -> str:
    """An aware time in this form (of strftime), by the clock of its own zone: "14:05 EST"."""
    return f"{at.strftime(form)} {_zone_name(at)}"


def _zone_name(at: datetime) -> str:
    """The zone's abbreviation at that time; for a zone that has none, its distance from UTC: "UTC-03"."""
    name = at.tzname() or ""
    return f"UTC{name}" if name[:1] in {"+", "-"} else name
