"""The signs in a story of treatments: medicines, and phrases such as "transplant" and "came back"."""

import re
from dataclasses import dataclass, replace
from functools import cache

from bot.trial.lines_of_therapy.wording import Place, lists, phrase_pattern, phrases_in, words
from bot.trial.medicines import Medicine

DRUGS = "drugs"
CAR_T = "car_t"
HIGH_DOSE = "high_dose"
TRANSPLANTS = frozenset({"transplant", "several_transplants", "tandem"})
PROGRESSION_TOO = "PD"
"""Pomalidomide and dexamethasone, or progressive disease."""
PRODUCTS_OF_CAR_T = ("cabtagene", "captagene", "CAR-T")
_HIGH_DOSE_MELPHALAN = re.compile(r"mel\W*\d+|hdm|high\W*dose melphalan", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something of weight in the words from place `first` to `last` (excluded).

    `kind` is DRUGS, CAR_T or a name under "signs" in words.yml. `number` is the line that an ordinal names.
    """

    kind: str
    first: int
    last: int
    medicines: tuple[Medicine, ...] = ()
    labels: frozenset[str] = frozenset()
    number: int | None = None

    def labelled(self, *labels: str) -> "Sign":
        """The same with more labels."""
        return replace(self, labels=self.labels.union(labels))


def signs_in(said: tuple[Place, ...]) -> list[Sign]:
    """The signs in order, those that are denied left out."""
    found = [_of_medicines(at, place) for at, place in enumerate(said) if place.medicines]
    found = [sign for sign in found if not _denied(sign, said)]
    for match, first, last in phrases_in(said, _phrases()):
        sign = Sign(_kind_of()[match.group()], first, last)
        if not _denied(sign, said):
            found.append(sign)
    return sorted(found, key=lambda sign: (sign.first, -sign.last))


def gap(said: tuple[Place, ...], one: Sign, other: Sign) -> tuple[str, ...]:
    """The words and marks between two signs."""
    return tuple(place.word for place in said[one.last : other.first])


def _of_medicines(at: int, place: Place) -> Sign:
    generics = [medicine.generic or "" for medicine in place.medicines]
    if any(product in generic for generic in generics for product in PRODUCTS_OF_CAR_T):
        return Sign(CAR_T, at, at + 1, place.medicines)
    if generics == ["melphalan"] and _HIGH_DOSE_MELPHALAN.fullmatch(place.medicines[0].text):
        return Sign(HIGH_DOSE, at, at + 1)
    labels = frozenset({"doubtful"} if place.medicines[0].text == PROGRESSION_TOO else ())
    return Sign(DRUGS, at, at + 1, place.medicines, labels)


def _denied(sign: Sign, said: tuple[Place, ...]) -> bool:
    """Whether a denial stands right before ("never had a transplant")."""
    if any(said[place].word in words("denials") for place in range(sign.first, sign.last)):
        return False
    for place in reversed(said[: sign.first]):
        if place.word in words("denials"):
            return True
        if place.word not in words("denial_fillers"):
            return False
    return False


@cache
def _kind_of() -> dict[str, str]:
    kinds: dict[str, list[str]] = lists()["signs"]  # type: ignore[assignment]
    return {phrase: kind for kind, phrases in kinds.items() for phrase in phrases}


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(phrase_pattern(_kind_of()))
