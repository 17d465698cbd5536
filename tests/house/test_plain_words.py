"""Plain words: what patients read is at US school grade 8 or lower, by the measure of Flesch and Kincaid."""

import re
from statistics import mean

import pytest
import yaml
from textstat import textstat

from bot.settings import PROJECT
from bot.trial.reasons import all_words

HIGHEST_GRADE = 8
AIM = 6

DOMAIN = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
SENTENCES = [
    *((name, variation["text"]) for name, said in DOMAIN["responses"].items() for variation in said),
    *((f"{id}: {key}", text) for id, words in all_words().items() for key, text in words.sentences.items()),
]
QUOTED = re.compile(r'The trial page says:.*|"[^"]*"', re.DOTALL)
PLACES = re.compile(r"\{[^}]*\}")
NAMES = re.compile(
    r"NCT06179888|1-800-4-CANCER|Cancer Information Service|National Cancer Institute|AfterCART|CAR-T|"
    r"\([^)]*\)|iberdomide|myeloma|amyloidosis|hepatitis|Revlimid|Pomalyst|Thalomid|Velcade|Kyprolis|Ninlaro|"
    r"Darzalex|Sarclisa|Carvykti|Abecma|creatinine|bilirubin|neutrophils?|platelets?",
    re.IGNORECASE,
)
"""Names have no plainer twin: what a thing is called on a letter or a pill box is what people know it by."""


def grade(text: str) -> float:
    """The school grade of a text, with its names and quotes made one short word each."""
    plain = NAMES.sub("name", PLACES.sub("name", QUOTED.sub("words", text)))
    return textstat.flesch_kincaid_grade(plain)


@pytest.mark.parametrize(("name", "text"), SENTENCES)
def test_every_text_is_plain(name, text):
    assert grade(text) <= HIGHEST_GRADE


def test_most_texts_are_plainer_still():
    assert mean(grade(text) for _, text in SENTENCES) <= AIM


BUTTONS = [
    (name, button["title"])
    for name, said in DOMAIN["responses"].items()
    for variation in said
    for button in variation.get("buttons") or ()
]


@pytest.mark.parametrize(("name", "title"), BUTTONS)
def test_buttons_are_short(name, title):
    assert len(title) <= 60
