"""The words for dates, from `words.yaml`, and how a written word is looked up among them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz.distance import OSA

Words = tuple[str, ...]

TABLE: Mapping[str, Any] = yaml.load(
    files(__package__).joinpath("words.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
)


class Names(dict[Words, Any]):
    """What names stand for, by the words of the name; `first_words` tells quickly that none begins with a word."""

    def __init__(self, named: Mapping[Words, Any]) -> None:
        super().__init__(named)
        self.first_words = frozenset(words[0] for words in named)


def by_words(named: Mapping[Any, Iterable[str]]) -> Names:
    """A list of names for each value, turned into a look-up from the words of a name to the value."""
    return Names({tuple(name.split()): value for value, names in named.items() for name in names})


def phrases(name: str) -> Names:
    """The phrases of a plain list, as names that stand for themselves being there."""
    return by_words({True: TABLE[name]})


def words_of(name: str) -> frozenset[str]:
    """The words of a plain list."""
    return frozenset(TABLE[name])


MONTHS = {name: month for month, names in TABLE["months"].items() for name in names}
WEEKDAYS = {name: weekday for weekday, names in TABLE["weekdays"].items() for name in names}
UNITS = {name: unit for unit, names in TABLE["units"].items() for name in names}
EVERYDAY_WORDS = frozenset(TABLE["everyday_words"])

# Below this length a word that is one letter off is as likely another word: "match" for "march".
_LONG_NAME = 6


@lru_cache(maxsize=1024)
def month_named(word: str) -> tuple[int, bool] | None:
    """The month (1 to 12) that a word names, and whether it is spelt as usual; None if it names no month."""
    return _named(word, MONTHS)


@lru_cache(maxsize=1024)
def weekday_named(word: str) -> tuple[int, bool] | None:
    """The weekday (Monday is 0) that a word names, and whether it is spelt as usual; None if it names none."""
    return _named(word, WEEKDAYS)


def _named(word: str, names: dict[str, int]) -> tuple[int, bool] | None:
    if word in names:
        return names[word], True
    if len(word) < 4:
        return None
    found = {value for name, value in names.items() if _misspelt(word, name)}
    return (found.pop(), False) if len(found) == 1 else None


def _misspelt(word: str, name: str) -> bool:
    if len(name) < 4 or word[0] != name[0] or name + "s" == word:
        return False
    if len(name) < _LONG_NAME:
        return sorted(word) == sorted(name) and OSA.distance(word, name) == 1
    allowed = 2 if len(name) > 7 else 1
    return OSA.distance(word, name, score_cutoff=allowed) <= allowed
