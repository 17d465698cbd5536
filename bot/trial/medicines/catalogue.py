"""What is known of each medicine: its names, its class, and whether it changes CYP3A4 strongly.

The tables are the CSV files beside this module; each names its source in its head.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from bot.trial.medicines.names import key

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Drug:
    """A medicine: the name to show, its non-proprietary name, its class, its strong effect on CYP3A4 if any.

    `generic` joins the medicines of a combination product by "+". `only_as_written` marks an abbreviation
    that is believed in this very spelling only.
    """

    name: str
    generic: str
    drug_class: str
    strong_cyp3a4: str | None
    only_as_written: bool = False


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table beside this module, comments left out."""
    lines = (files(__package__) / table).read_text(encoding="utf-8").splitlines()
    return csv.DictReader(line for line in lines if not line.startswith("#"))


@cache
def word_keys(table: str) -> frozenset[str]:
    """The keys of all words in a YAML table beside this module, whose groups are texts of words."""
    groups = yaml.safe_load((files(__package__) / table).read_text(encoding="utf-8"))
    return frozenset(key(word) for words in groups.values() for word in words.split())


@cache
def drugs() -> Mapping[str, tuple[Drug, ...]]:
    """All medicines by the key of each of their names; several where a spelling tells them apart."""
    index: dict[str, tuple[Drug, ...]] = {}
    for drug in _all_names():
        index[key(drug.name)] = (*index.get(key(drug.name), ()), drug)
    return MappingProxyType(index)


@cache
def drug_by_generic(generic: str) -> Drug:
    """The medicine of this non-proprietary name; KeyError when the tables do not have it."""
    return next(drug for drug in drugs()[key(generic)] if drug.generic == generic)


def _all_names() -> Iterator[Drug]:
    effects = {row["generic"]: row["effect"] for row in rows("cyp3a4.csv")}
    for table in ("myeloma.csv", "everyday.csv"):
        for row in rows(table):
            yield from _names_of_row(row, _strong_effect(row["generic"], effects))


def _names_of_row(row: dict[str, str], effect: str | None) -> Iterator[Drug]:
    generic, drug_class = row["generic"], row.get("class", OTHER)
    for name in dict.fromkeys([generic, *filter(None, row["names"].split("|"))]):
        yield Drug(name.removeprefix("="), generic, drug_class, effect, name.startswith("="))


def _strong_effect(generic: str, effects: Mapping[str, str]) -> str | None:
    return next((effects[part] for part in generic.split("+") if part in effects), None)
