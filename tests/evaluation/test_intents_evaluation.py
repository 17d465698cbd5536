"""The training examples and the words of danger, against sentences that nobody here wrote."""

import json
import os
from pathlib import Path

import pytest
import yaml

from bot.language.safety import read_danger

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = Path(os.environ.get("AFTERCART_EVALUATION", ROOT.parent / "shared" / "evaluation"))
SET_BY_WORDS = {"emergency", "suicide_risk"}
QUESTIONS_BACK = {
    group["intent"]
    for group in yaml.safe_load((ROOT / "data/nlu/questions_back.yml").read_text(encoding="utf-8"))["nlu"]
}
"""Narrow subjects, each with a few words of its own; they need fewer examples than "stop" or "help"."""


def training_examples():
    """Every training example as (intent, text)."""
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for group in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in group["examples"].splitlines():
                yield group["intent"], line.removeprefix("- ")


@pytest.mark.parametrize(
    "name", ["intents", "yesno", "dates", "dates_in_sentences", "dates_negative", "numbers", "naughty"]
)
def test_everyday_sentences_raise_no_alarm(name):
    path = EVALUATION / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the evaluation data is not here")
    rows = map(json.loads, path.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    texts = [row.get("sent") or row["text"] for row in rows]
    assert [text for text in texts if read_danger(text)] == []


def test_training_examples_and_words_of_danger_agree():
    for intent, text in training_examples():
        danger = read_danger(text)
        assert (danger.value if danger else None) == (intent if intent in SET_BY_WORDS else None), text


def test_no_sentence_is_trained_for_two_intents():
    intent_of = {}
    for intent, text in training_examples():
        assert intent_of.setdefault(text.lower(), intent) == intent, text


def test_every_intent_has_enough_examples():
    counts = {}
    for intent, _ in training_examples():
        counts[intent] = counts.get(intent, 0) + 1
    assert counts.pop("inform") >= 150
    assert all(counts.pop(intent) >= 15 for intent in SET_BY_WORDS)
    assert all(count >= (12 if intent in QUESTIONS_BACK else 40) for intent, count in counts.items())
