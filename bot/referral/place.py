"""Where somebody lives, and what can be wrong with a place."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """A ZIP code or a city of the United States or its territories.

    `zip_code` is five digits, None for a city as a whole; `state` is its postal code of two letters;
    `latitude` and `longitude` are degrees, north and east positive.
    """

    zip_code: str | None
    city: str
    state: str
    latitude: float
    longitude: float


class PlaceProblem(StrEnum):
    """Why a text gives no place."""

    AMBIGUOUS = "ambiguous"
    """A city that several states have: the state is to be asked."""

    STATE_ALONE = "state_alone"
    """A state without a city: the city or ZIP code is to be asked."""

    NOT_FOUND = "not_found"
    """A ZIP code or city that does not exist."""

    MILITARY = "military"
    """A military post office, which tells nothing of where it is."""

    ABROAD = "abroad"
    """Outside the United States and its territories."""

    NOT_UNDERSTOOD = "not_understood"
    """Neither ZIP code nor city."""
