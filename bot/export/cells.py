"""The cells of an answer's value."""

from datetime import date

from bot.conversation.facts import ASKED, ZIP_CODE
from bot.export import safe_harbor
from bot.export.row import Cell
from bot.screening.kinds import Amount, Choice, Choices, Date, Names, Truth
from bot.store.kept import JsonValue
from bot.values import UNKNOWN

AGE = "age"
SEVERAL = ";"
NO_MEDICINES = "none"


def value_cells(fact: str, value: JsonValue | None, zero: date) -> dict[str, Cell]:
    """`value`, `value_from` and `value_to`; empty for what is not known, and for a fact that nobody asks about."""
    low, high = _ends(fact, value, zero)
    exact = _one(fact, value) if low is None else low if low == high else None
    return {"value": exact, "value_from": low, "value_to": high}


def _one(fact: str, value: JsonValue | None) -> Cell:
    if fact not in ASKED or value in (None, UNKNOWN.value):
        return None
    if fact == ZIP_CODE:
        return safe_harbor.area(str(value))
    match ASKED[fact].kind:
        case Truth():
            return value is True
        case Choice(words=words) | Date(words=words):
            return value if value in words else None
        case Choices(words=words):
            return SEVERAL.join(word for word in words if word in value)
        case Names():
            return SEVERAL.join(safe_harbor.medicines(value)) or NO_MEDICINES
    return None


def _ends(fact: str, value: JsonValue | None, zero: date) -> tuple[Cell, Cell]:
    kind = ASKED[fact].kind if fact in ASKED else None
    if isinstance(kind, Date) and value is not None and value not in (UNKNOWN.value, *kind.words):
        ends = (value["earliest"], value["latest"]) if isinstance(value, dict) else (value, value)
        low, high = (safe_harbor.days_after(date.fromisoformat(end), zero) for end in ends)
        return low, high
    if isinstance(kind, Amount) and value not in (None, UNKNOWN.value):
        ends = (value["min"], value["max"]) if isinstance(value, dict) else (value, value)
        low, high = map(safe_harbor.age, ends) if fact == AGE else ends
        return low, high
    return None, None
