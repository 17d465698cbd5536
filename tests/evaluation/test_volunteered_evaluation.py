"""Sentences of other people's corpora: none of them is about this trial, so none may fill a fact of it."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from bot.conversation.volunteered import read_volunteered

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = Path(os.environ.get("AFTERCART_EVALUATION", ROOT.parent / "shared" / "evaluation"))
SCREEN_DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "name", ["intents", "yesno", "dates", "dates_in_sentences", "dates_negative", "naughty"]
)
def test_everyday_sentences_state_no_fact(name):
    path = EVALUATION / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the evaluation data is not here")
    rows = map(json.loads, path.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    texts = [row.get("sent") or row["text"] for row in rows]
    assert [text for text in texts if read_volunteered(text, SCREEN_DAY)] == []
