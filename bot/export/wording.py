"""How values are written in a cell."""

import json
from datetime import date, datetime

from bot.store.kept import JsonValue


def moment(at: datetime | date | None) -> str | None:
    """A moment or a day in ISO 8601."""
    return at.isoformat() if at else None


def as_json(value: JsonValue | None) -> str | None:
    """A value in the form of the batch contract."""
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
