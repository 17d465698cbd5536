"""Laboratory values as they stand on a paper, read as the numbers that the criteria use."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from bot.language.numbers import read_number
from bot.language.plain import plain
from bot.language.reading import Reading
from bot.values import UNKNOWN, Interval

THOUSANDS_BELOW = {"anc_per_mm3": 100, "platelets_per_mm3": 2000}
"""Counts are often printed in thousands (ANC 2.1, platelets 150). No living person has a count per cubic
millimeter below these, so a smaller number can only be meant in thousands; the person is asked all the same."""

CLEARANCE = re.compile(r"\b(e?gfr|clearance|crcl|ml ?/ ?min)\b")
CREATININE_AT_MOST = 15
"""In mg/dL; a larger number given for creatinine is taken for a clearance in mL/min, and asked about."""

NORMAL = re.compile(r"\b(normal|in range|fine|ok|okay|within limits|wnl)\b")
ABNORMAL = re.compile(r"\b(not|n't|above|over|higher?|ab|upper|times|x)\b")
BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
"""Of AST and ALT, "both" is no number."""
MASS = re.compile(r"\b(mg|u/l|iu)\b|mg/dl")

Readings = dict[str, Reading]


NOT_ON_THE_PAPER = re.compile(
    r"\b(do(es)?n'?t (have|show|say|see)|not (on|there|listed|here|shown)|can'?t find|isn'?t)\b"
)


def _absent(fact: str, text: str) -> Readings:
    """Who looked and did not find the value does not know it."""
    return {fact: Reading(UNKNOWN)} if NOT_ON_THE_PAPER.search(plain(text)) else {}


def _count(fact: str) -> Callable[[str, date], Readings]:
    def read(text: str, as_of: date) -> Readings:
        found = read_number(text)
        if not found:
            return _absent(fact, text)
        number = found.value
        if number.high < THOUSANDS_BELOW[fact]:
            thousands = Interval(number.low * 1000, number.high * 1000)
            return {fact: Reading(thousands, confirm=True)}
        return {fact: found}

    return read


def _kidneys(text: str, as_of: date) -> Readings:
    found = read_number(text)
    if not found:
        return _absent("creatinine_mg_dl", text)
    if CLEARANCE.search(plain(text)):
        return {"creatinine_clearance_ml_min": found}
    if found.value.low > CREATININE_AT_MOST:
        return {"creatinine_clearance_ml_min": Reading(found.value, confirm=True)}
    return {"creatinine_mg_dl": found}


def _multiple(fact: str) -> Callable[[str, date], Readings]:
    def read(text: str, as_of: date) -> Readings:
        words = plain(text)
        found = read_number(BOTH.sub("    ", text))
        if NORMAL.search(words) and not ABNORMAL.search(words) and not found:
            return {fact: Reading(Interval(0, 1))}
        # A value in mg/dL or U/L is no multiple of the limit, and the limit differs by laboratory.
        return {fact: found} if found and not MASS.search(words) else _absent(fact, text)

    return read


LABORATORY_READERS: Mapping[str, Callable[[str, date], Readings]] = {
    "anc_per_mm3": _count("anc_per_mm3"),
    "platelets_per_mm3": _count("platelets_per_mm3"),
    "creatinine_mg_dl": _kidneys,
    "bilirubin_x_uln": _multiple("bilirubin_x_uln"),
    "ast_alt_x_uln": _multiple("ast_alt_x_uln"),
}
"""The reader of each laboratory fact's question."""
