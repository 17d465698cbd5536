"""ZIP codes in words, and where they lie.

Places come from the package `zipcodes`, which works offline. It loads its table (a third of a second, 40 MB)
with the first look-up, not on import.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import zipcodes

from bot.referral.place import Place, PlaceProblem

FEW = 16
"""How many places stay remembered: one is asked for when it is given, and again for the sites near it."""
_SPOKEN_DIGITS = {
    "zero": "0",
    "oh": "0",
    "o": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_FIVE_SPOKEN = re.compile(
    rf"(?<![\w-])(?:(?:{'|'.join(_SPOKEN_DIGITS)}|\d)(?:[\s,-]+|(?=$|[^\w]))){{5}}(?![\s-]*\d)", re.IGNORECASE
)
_ZIP = re.compile(r"(?<![\w.,#$-])(\d{5})(?:[ -]?\d{4})?(?![\w]|[.,-]\d)")


def zip_codes_in(text: str) -> list[str]:
    """The ZIP codes of five digits in a text, each once: written, as ZIP+4, or spoken digit by digit."""
    written = [found[1] for found in _ZIP.finditer(text)]
    spoken = [_digits(found[0]) for found in _FIVE_SPOKEN.finditer(text)]
    return list(dict.fromkeys(written or spoken))


@lru_cache(maxsize=FEW)
def place_of_zip(zip_code: str) -> Place | PlaceProblem:
    """Where a ZIP code of five digits lies; the problem when it does not exist or is a military one."""
    rows = zipcodes.matching(zip_code)
    if not rows:
        return PlaceProblem.NOT_FOUND
    row = rows[0]
    if row["zip_code_type"] == "MILITARY":
        return PlaceProblem.MILITARY
    where = middle(rows) or middle(zipcodes.filter_by(city=row["city"], state=row["state"]))
    # Codes of single large addressees have no coordinates of their own; those of the same post office do.
    where = where or middle(zipcodes.similar_to(zip_code[:3]))
    return Place(zip_code, row["city"], row["state"], *where) if where else PlaceProblem.NOT_FOUND


@lru_cache(maxsize=256)
def coordinates_of_zip(zip_code: str) -> tuple[float, float]:
    """Latitude and longitude of a ZIP code that is known to exist; ValueError when it does not."""
    place = place_of_zip(zip_code)
    if isinstance(place, PlaceProblem):
        raise ValueError(f"ZIP code {zip_code}: {place}")
    return place.latitude, place.longitude


def middle(rows: Iterable[dict]) -> tuple[float, float] | None:
    """The mean latitude and longitude of ZIP codes; None when none of them has any."""
    points = [(float(row["lat"]), float(row["long"])) for row in rows if row["lat"]]
    # The table writes 0, 0 where it does not know.
    points = [point for point in points if point != (0, 0)]
    if not points:
        return None
    latitudes, longitudes = zip(*points, strict=True)
    return sum(latitudes) / len(points), sum(longitudes) / len(points)


def _digits(spoken: str) -> str:
    words = re.findall(r"[a-z]+|\d", spoken.lower())
    return "".join(_SPOKEN_DIGITS.get(word, word) for word in words)
