"""Puts what was told in the order in which it happened, and leaves out what comes after the CAR-T."""

import re
from dataclasses import replace
from functools import cache

from bot.language.tokens import STOP
from bot.trial.lines_of_therapy.signs import CAR_T, DRUGS, TRANSPLANTS
from bot.trial.lines_of_therapy.told import Told
from bot.trial.lines_of_therapy.wording import Place, lists, phrase_pattern, phrases_in, words

_GIVEN = TRANSPLANTS | {DRUGS, "upkeep"}
_IDE_CEL = "idecabtagene vicleucel"
_ANY_CAR_T = "CAR-T cells"


def before_car_t(said: tuple[Place, ...], told: list[Told]) -> list[Told]:
    """What happened before the CAR-T; nothing when the story begins with it and does not say what came before.

    What follows words such as "before my CAR-T" may have come before or after it, unless the story begins there.
    """
    told = _earlier_car_t_as_treatment(told)
    turns = _turning_back(said)
    kept: list[Told] = []
    for part in told:
        begun = any(other.kind in _GIVEN for other in kept)
        if part.kind != CAR_T:
            kept.append(part.labelled("perhaps_after") if begun and _passed(kept) else part)
        elif any(first <= part.sign.first < last for first, last in turns):
            kept.append(part)
        elif begun or not any(first > part.sign.first for first, _ in turns):
            return [*kept, part]
    return kept


def _passed(kept: list[Told]) -> bool:
    """Whether a CAR-T was mentioned with treatments before it."""
    marks = [at for at, part in enumerate(kept) if part.kind == CAR_T]
    return bool(marks) and any(part.kind in _GIVEN for part in kept[: marks[0]])


def _earlier_car_t_as_treatment(told: list[Told]) -> list[Told]:
    """Takes another CAR-T product for a treatment where ide-cel was given after it."""
    products = [part.sign.medicines[0].generic if part.kind == CAR_T else None for part in told]
    if _IDE_CEL not in products:
        return told
    first_ide_cel = products.index(_IDE_CEL)
    return [
        replace(part, sign=replace(part.sign, kind=DRUGS))
        if at < first_ide_cel and product not in (None, _ANY_CAR_T)
        else part
        for at, (part, product) in enumerate(zip(told, products, strict=True))
    ]


@cache
def _back() -> re.Pattern[str]:
    return re.compile(phrase_pattern([*lists()["before"], *lists()["count_includes_car_t"]]))


def _turning_back(said: tuple[Place, ...]) -> list[tuple[int, int]]:
    """The places of words such as "before that" and "prior to my CAR-T"."""
    return [(first, last) for _, first, last in phrases_in(said, _back())]


def as_it_happened(said: tuple[Place, ...], told: list[Told]) -> list[Told]:
    """Mentions that look back left out, and each relapse before what was given for it."""
    ordered: list[Told] = []
    for part in told:
        if not _only_looks_back(said, part, ordered):
            turned = bool(ordered) and _turned_round(said, ordered, part)
            ordered.insert(len(ordered) - turned, part)
    return ordered


def _turned_round(said: tuple[Place, ...], ordered: list[Told], part: Told) -> bool:
    """Whether the last thing told happened after this one."""
    last = ordered[-1]
    if part.kind == "relapse":
        return _given_for(said, last, part)
    # What was put before the relapse already is followed by the rest: "came back after VRd and a transplant".
    told_last = max(ordered, key=lambda other: other.sign.last)
    return last.kind == "relapse" and _came_on(said, told_last, part)


def _only_looks_back(said: tuple[Place, ...], part: Told, told: list[Told]) -> bool:
    """Whether something told before is only pointed to, as in "after the transplant"."""
    if part.kind not in _GIVEN or not _preceded(said, part, "looks_back", "looks_back_fillers"):
        return False
    if part.kind in TRANSPLANTS:
        return not part.has("again") and any(other.kind in TRANSPLANTS for other in told)
    if part.kind == "upkeep":
        return any(other.kind == "upkeep" or other.has("upkeep") for other in told)
    return bool(part.drugs) and part.drugs <= frozenset().union(*(other.drugs for other in told))


def _preceded(said: tuple[Place, ...], part: Told, leading: str, fillers: str) -> bool:
    for place in reversed(said[: part.sign.first]):
        if place.word in words(leading):
            return True
        if place.word not in words(fillers):
            return False
    return False


def _given_for(said: tuple[Place, ...], given: Told, relapse: Told) -> bool:
    """As in "dara when it came back"."""
    between = [place.word for place in said[given.sign.last : relapse.sign.first]]
    linked = any(word in words("given_for_it") for word in between)
    allowed = words("given_for_it") | words("given_for_it_fillers")
    return given.kind in _GIVEN and linked and all(word in allowed for word in between)


def _came_on(said: tuple[Place, ...], told: Told, given: Told) -> bool:
    """As in "it came back on revlimid"."""
    between = [place.word for place in said[told.sign.last : given.sign.first]]
    goes_on = told.kind != "relapse" and "and" in between
    linked = goes_on or any(word in words("relapse_on_needs") for word in between)
    fits = all(
        word in words("relapse_on") or word.isdigit() or (goes_on and word == "and") for word in between
    )
    return given.kind in _GIVEN and linked and fits and STOP not in between
