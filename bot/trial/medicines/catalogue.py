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

    `generic` joins the medicines of a combination product by "+". `in_parts` says that the name it is found
    by has a blank or a hyphen. `only_as` is the one spelling in which an abbreviation is believed.
    """

    name: str
    generic: str
    drug_class: str
    strong_cyp3a4: str | None
    in_parts: bool
    only_as: str | None


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table beside this module, comments left out."""
    lines = (files(__package__) / table).read_text(encoding="utf-8").splitlines()
    return csv.DictReader(line for line in lines if not line.startswith("#"))


@cache
def word_keys(table: str, group: str | None = None) -> frozenset[str]:
    """The keys of the words in a YAML table beside this module: of one of its groups, or of all."""
    groups = yaml.load((files(__package__) / table).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    texts = groups.values() if group is None else [groups[group]]
    return frozenset(key(word) for text in texts for word in text.split())


@cache
def drugs() -> Mapping[str, tuple[Drug, ...]]:
    """All medicines by the key of each of their names; several where a spelling tells them apart."""
    index: dict[str, tuple[Drug, ...]] = {}
    for row in (*rows("myeloma.csv"), *rows("everyday.csv")):
        for name in dict.fromkeys([row["generic"], *filter(None, row["names"].split("|"))]):
            index[key(name)] = (*index.get(key(name), ()), _drug(name, row))
    return MappingProxyType(index)


@cache
def drug_by_generic(generic: str) -> Drug:
    """The medicine of this non-proprietary name; KeyError when the tables do not have it."""
    return drugs()[key(generic)][0]


def _drug(name: str, row: dict[str, str]) -> Drug:
    """The medicine under one of its names; a patients' short form ("dara") is shown as the generic name."""
    generic = row["generic"]
    shown = generic if name.islower() else name.removeprefix("=")
    spelled = name.removeprefix("=") if name.startswith("=") else None
    return Drug(shown, generic, row.get("class", OTHER), _strong_effect(generic), not name.isalnum(), spelled)


def _strong_effect(generic: str) -> str | None:
    return next((_strong_effects()[part] for part in generic.split("+") if part in _strong_effects()), None)


@cache
def _strong_effects() -> Mapping[str, str]:
    return {row["generic"]: row["effect"] for row in rows("cyp3a4.csv")}
