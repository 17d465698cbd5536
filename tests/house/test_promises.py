"""What is never said: that somebody is eligible, that a medicine be stopped, a figure that is not on the page."""

import re

import pytest
import yaml

from bot.settings import PROJECT
from bot.trial.page import one_line, trial_page
from bot.trial.reasons import all_words

DOMAIN = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
SAID = [
    *((name, variation["text"]) for name, said in DOMAIN["responses"].items() for variation in said),
    *((name, sentence) for name, words in all_words().items() for sentence in words.sentences.values()),
]
PAGE = one_line(trial_page().text)
EXAMPLES_AND_NUMBERS_TO_CALL = re.compile(
    r'"[^"]*"|for example[^.?]*|written as.*|1-800-4-CANCER|911|988|24/7|\(\d\)|Step \d|five-digit|5-digit',
    re.IGNORECASE,
)
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.mark.parametrize(("name", "text"), SAID)
def test_nobody_is_called_eligible(name, text):
    assert not re.search(
        r"\b(you|you're|they|person) (are|is|may be|might be)?\s*eligible\b", text, re.IGNORECASE
    )


@pytest.mark.parametrize(("name", "text"), SAID)
def test_nobody_is_told_to_stop_a_medicine(name, text):
    advice = re.search(
        r"\b(stop|quit|skip|switch|change) (taking|your|the|any|this) ?(medicine|drug|pill)", text, re.I
    )
    assert not advice or re.search(r"do(n't| not) stop", text, re.I)


@pytest.mark.parametrize(("name", "text"), SAID)
def test_every_figure_stands_on_the_page(name, text):
    own = EXAMPLES_AND_NUMBERS_TO_CALL.sub(" ", text)
    assert [figure for figure in FIGURE.findall(own) if figure.strip(",.") not in PAGE] == []
