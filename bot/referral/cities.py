"""Cities of a state by their names, also by those that the post office does not like ("Hollywood, CA")."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import yaml
import zipcodes
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.referral.place import Place
from bot.referral.zip_codes import middle

_SHORT_FORMS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "point"}
_SHORTEST_CORRECTED = 5
_I_WILL = re.compile(r"\bi['\u2019]ll\b")
"""Not "Ill.", which is Illinois."""


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without full stops and apostrophes; "St." is "saint"."""
    words = re.sub(r"['.\u2018\u2019`]", "", _I_WILL.sub("i will", text.casefold())).replace("-", " ")
    return [_SHORT_FORMS.get(word, word) for word in re.findall(r"[^\W_]+", words)]


@cache
def states() -> Mapping[str, str]:
    """Postal codes of the states and territories, by their names in plain words."""
    text = (files(__package__) / "states.csv").read_text(encoding="utf-8")
    return {
        " ".join(plain_words(name)): row["code"]
        for row in csv.DictReader(text.splitlines())
        for name in (row["name"], *filter(None, row["also"].split("|")))
    }


@cache
def words_about_places() -> Mapping:
    """The lists of words.yml."""
    return yaml.load((files(__package__) / "words.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def city_in(state: str, name: str) -> Place | None:
    """The city of this name in plain words, in a state given by its postal code; None when there is none."""
    rows = _cities(state).get(name, [])
    where = middle(rows)
    return Place(None, rows[0]["city"], state, *where) if where else None


def city_spelled_like(state: str, name: str) -> Place | None:
    """The one city of a state whose name is a slip away from this: one slip, or two from nine letters."""
    if len(name) < _SHORTEST_CORRECTED:
        return None
    slips = 1 if len(name) < 9 else 2
    near = process.extract(name, list(_cities(state)), scorer=OSA.distance, score_cutoff=slips, limit=None)
    least = min((distance for _, distance, _ in near), default=None)
    nearest = [city for city, distance, _ in near if distance == least]
    return city_in(state, nearest[0]) if len(nearest) == 1 else None


def zip_codes_by_state(name: str) -> Mapping[str, int]:
    """How many ZIP codes a city of this name has, as the post office calls it, in each state that has one."""
    rows = zipcodes.filter_by(city=name.title())
    return Counter(row["state"] for row in rows if row["state"] in states().values())


@lru_cache(maxsize=64)
def _cities(state: str) -> Mapping[str, list[dict]]:
    """The ZIP codes of each city of a state; those that only know the name as another one's come second."""
    own, other = defaultdict(list), defaultdict(list)
    for row in zipcodes.filter_by(state=state):
        own[" ".join(plain_words(row["city"]))].append(row)
        for name in (*row["acceptable_cities"], *row["unacceptable_cities"]):
            other[" ".join(plain_words(name))].append(row)
    return {**other, **own}
