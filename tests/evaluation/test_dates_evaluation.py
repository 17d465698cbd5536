"""How well dates are read, measured on rows that public test suites and corpora bring; see the README beside them."""

import json
import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.language.dates import find_dates, read_date
from bot.values import Days

FOLDER = Path(
    os.environ.get("AFTERCART_EVALUATION", Path(__file__).parents[2].parent / "shared" / "evaluation")
)
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the evaluation rows are not on this machine")


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def _agrees(days: Days, row: dict[str, Any]) -> bool:
    low, high = date.fromisoformat(row["lo"]), date.fromisoformat(row["hi"])
    tolerance = timedelta(days=row.get("tol_days") or 0)
    holds = days.low <= low and high <= days.high
    return holds and low - tolerance <= days.low and days.high <= high + tolerance


def test_dates_that_are_not_ambiguous() -> None:
    counts: Counter[str] = Counter()
    rows = [row for row in _rows("dates.jsonl") if "amb" not in row]
    for row in rows:
        reading = read_date(row["text"], date.fromisoformat(row["ref"]))
        counts["asked again" if reading is None else "right" if _agrees(reading.value, row) else "wrong"] += 1
    assert counts["right"] / len(rows) >= 0.97, counts
    assert counts["wrong"] / len(rows) <= 0.01, counts


def test_dates_in_sentences_are_found_with_their_days() -> None:
    rows = [
        row
        for row in _rows("dates_in_sentences.jsonl")
        if "amb" not in row and row["kind"] in ("abs", "relday")
    ]
    found = 0
    for row in rows:
        readings = find_dates(row["sent"], date.fromisoformat(row["ref"]))
        found += any(_agrees(reading.value, row) for reading in readings)
    assert found / len(rows) >= 0.95


def test_what_is_no_date_is_not_read() -> None:
    read = [row["text"] for row in _rows("dates_negative.jsonl") if read_date(row["text"], date(2022, 6, 1))]
    assert read == []
