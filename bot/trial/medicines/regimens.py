"""Names of regimens against myeloma, and the medicines that each stands for.

Most are spelled by letters: V for Velcade, R for Revlimid, a "d" at the end for dexamethasone. A regimen that
these letters do not spell, or whose letters also mean something else, is in regimens.csv. Lower-case "d"
is low-dose dexamethasone, which makes no difference here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.trial.medicines.catalogue import rows
from bot.trial.medicines.names import key, letters_and_digits

_PARTS = {row["letters"]: row["medicine"] for row in rows("regimen_letters.csv")}
_SHORTEST_IN_WORDS = 5
_PLAIN_LETTERS = frozenset("DVKRTPC")
"""The letters that spell regimens in any case; the others make words ("kid", "red") and need capitals."""
_PART = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))
_SPELLED = re.compile(rf"((?:{_PART.pattern})+)(d|D|dex|Dex)")


@dataclass(frozen=True, slots=True)
class Regimen:
    """A regimen: its usual name, the non-proprietary names of its medicines, and where the name is believed.

    `believed` is "anywhere", "capitals", "list" or "never", as explained in regimens.csv.
    """

    name: str
    medicines: tuple[str, ...]
    believed: str


@lru_cache(maxsize=4096)
def regimen_named(written: str) -> Regimen | None:
    """The regimen that these letters name, as they are written; None when they name none."""
    letters = letters_and_digits(written)
    listed = _listed().get(key(written), ())
    exact = [regimen for regimen in listed if letters_and_digits(regimen.name) == letters]
    if exact:
        return exact[0]
    if listed:
        return _spelled(letters) or listed[0]
    return _spelled(letters) or _spelled_in_lower_case(written) or _with_a_first_medicine(written)


def regimen_in_words(phrase: str, name: str) -> Regimen | None:
    """The regimen whose name these words give with blanks in it, as "hyper CVAD"; `name` is their key.

    It must be a name that means nothing else, since words stand beside each other by chance.
    """
    listed = _listed().get(name, ())
    regimen = regimen_named(phrase) if listed else None
    sure = regimen is not None and len(regimen.name) >= _SHORTEST_IN_WORDS and regimen.believed == "anywhere"
    return regimen if sure else None


def mixed_case(written: str) -> bool:
    """Whether capitals and small letters are mixed as in "KRd" and "Vd", and not as in "Kid"."""
    beyond_first = written[1:] if len(written) > 2 else written
    return any(map(str.islower, written)) and any(map(str.isupper, beyond_first))


def _spelled(written: str) -> Regimen | None:
    spelled = _SPELLED.fullmatch(written)
    if not spelled:
        return None
    parts = _PART.findall(spelled[1])
    medicines = [_PARTS[part] for part in parts]
    if len(set(medicines)) < len(medicines) or (len(parts) == 1 and len(parts[0]) == 1):
        return None
    plain = mixed_case(written) or _PLAIN_LETTERS.issuperset(parts)
    return Regimen(written, (*medicines, "dexamethasone"), "anywhere" if plain else "list")


def _spelled_in_lower_case(written: str) -> Regimen | None:
    if not 3 <= len(written) <= 5 or not _PLAIN_LETTERS.issuperset(written.upper()):
        return None
    return _spelled(written.upper())


def _with_a_first_medicine(written: str) -> Regimen | None:
    """A regimen with one more medicine and a hyphen before it, as in D-VMP and isa-kd."""
    first, hyphen, rest = written.partition("-")
    medicine = _PARTS.get(first.capitalize())
    regimen = regimen_named(rest) if hyphen and medicine else None
    if regimen is None or medicine in regimen.medicines or regimen.believed == "never":
        return None
    return Regimen(written, (medicine, *regimen.medicines), "anywhere")


@cache
def _listed() -> Mapping[str, tuple[Regimen, ...]]:
    index: dict[str, tuple[Regimen, ...]] = {}
    for row in rows("regimens.csv"):
        regimen = Regimen(row["name"], tuple(filter(None, row["medicines"].split("+"))), row["believed"])
        index[key(regimen.name)] = (*index.get(key(regimen.name), ()), regimen)
    return index
