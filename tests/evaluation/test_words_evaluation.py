"""Measures the readers of numbers and of yes and no on rows that nobody here wrote, where those are present."""

import json
import math
import os
from pathlib import Path

import pytest

from bot.language.numbers import read_number
from bot.language.yes_no import read_yes_no
from bot.values import UNKNOWN

FOLDER = Path(
    os.environ.get("AFTERCART_EVALUATION", Path(__file__).parents[2].parent / "shared" / "evaluation")
)
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the evaluation rows are not here")
LABELS = {True: "yes", False: "no", UNKNOWN: "unsure"}


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def same_end(read: float, expected: float | None, included: bool, open_ends: tuple[float, ...]) -> bool:
    if expected is None:
        return read in open_ends
    return read == expected or (not included and abs(read - expected) <= 1)


def number_is_right(row: dict) -> bool | None:
    """None where the reader asks again."""
    reading = read_number(row["text"])
    nothing = row["lo"] is None and row["hi"] is None
    if reading is None:
        return True if nothing else None
    if row["kind"] == "vague":
        return reading.value.low <= row["lo"] <= row["hi"] <= reading.value.high
    low = same_end(reading.value.low, row["lo"], row.get("lo_incl", True), (0, -math.inf))
    high = same_end(reading.value.high, row["hi"], row.get("hi_incl", True), (math.inf,))
    return not nothing and low and high


def yes_no_is_right(row: dict) -> bool | None:
    reading = read_yes_no(row["text"])
    return None if reading is None else LABELS[reading.value] == row["label"]


def shares(results: list[bool | None]) -> tuple[float, float]:
    return results.count(True) / len(results), results.count(False) / len(results)


def test_numbers():
    right, wrong = shares([number_is_right(row) for row in rows("numbers.jsonl")])
    assert right >= 0.9
    assert wrong <= 0.01


def test_direct_answers():
    direct = [row for row in rows("yesno.jsonl") if row["style"] == "direct"]
    right, wrong = shares([yes_no_is_right(row) for row in direct])
    assert right >= 0.9
    assert wrong <= 0.02


def test_indirect_answers_are_asked_again_rather_than_guessed():
    indirect = [row for row in rows("yesno.jsonl") if row["style"] == "indirect"]
    _, wrong = shares([yes_no_is_right(row) for row in indirect])
    assert wrong <= 0.02
