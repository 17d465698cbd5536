"""Names of medicines from public lists: right, asked again, wrong. Skipped where the lists are absent."""

import json
import os
from pathlib import Path

import pytest

from bot.trial.medicines import find_medicines

_FOLDER = Path(
    os.environ.get("AFTERCART_EVALUATION", Path(__file__).parents[2].parent / "shared" / "evaluation")
)
_ROWS = _FOLDER / "drugs.jsonl"
_STRONG = {"strong CYP3A4 inhibitor": "inhibitor", "strong CYP3A4 inducer": "inducer"}
_CLASSES = {
    "proteasome inhibitor": "proteasome_inhibitor",
    "immunomodulatory drug": "immunomodulatory_agent",
    "anti-CD38": "anti_cd38",
    "bone agent": "other",
}

pytestmark = pytest.mark.skipif(not _ROWS.exists(), reason="the evaluation lists are not on this machine")


def outcome(row: dict) -> str:
    found = find_medicines(row["name"])
    generics = {part for medicine in found if medicine.generic for part in medicine.generic.split("+")}
    if not generics:
        return "asked again"
    right = generics == set(row["generic"].split("+"))
    if row["kind"] == "cyp3a4":
        strengths = {medicine.strong_cyp3a4 for medicine in found} - {None}
        right = right and strengths == {_STRONG.get(row["class"])} - {None}
    if row["class"] in _CLASSES:
        right = right and {medicine.drug_class for medicine in found} == {_CLASSES[row["class"]]}
    return "right" if right else "wrong"


def test_at_least_95_percent_are_right_and_none_is_wrong():
    rows = [json.loads(line) for line in _ROWS.read_text(encoding="utf-8").splitlines()]
    outcomes = {row["name"]: outcome(row) for row in rows}
    assert [name for name, result in outcomes.items() if result == "wrong"] == []
    assert sum(result == "right" for result in outcomes.values()) >= 0.95 * len(rows)
