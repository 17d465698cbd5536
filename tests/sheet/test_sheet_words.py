"""The words of the sheet: complete, simple, and without advice."""

import re
from collections.abc import Iterator

import pytest
import textstat

from bot.language.word_lists import word_list
from bot.screening.verdict import Outcome
from bot.sheet.page import page_of

HIGHEST_GRADE = 8
WORDS = word_list("words", "bot.sheet")


def every_text(part: dict | str) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    else:
        for each in part.values():
            yield from every_text(each)


SENTENCES = [text for text in every_text(WORDS) if text.endswith(".")]


def test_every_outcome_has_its_headline():
    assert set(WORDS["outcomes"]) == set(Outcome)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_is_easy_to_read(sentence):
    # Long names that cannot be said otherwise count as one easy word.
    said = re.sub(
        r"\{\w+\}|Cancer Information Service|ide-cel \(Abecma\)|iberdomide|1-800-4-CANCER", "it", sentence
    )
    assert textstat.flesch_kincaid_grade(said) <= HIGHEST_GRADE


def test_whole_sheet_is_easy_to_read(sheet):
    """The sheet's own sentences and those beside the criteria; not the protocol's, which are quoted."""
    made = sheet(hiv="unknown", prior_lines=3, infection="active", medications=["clarithromycin"])
    own = [made.headline, WORDS["caution"], *(point.why for point in made.open), *every_text(WORDS["footer"])]
    assert len(made.open) == 4
    assert textstat.flesch_kincaid_grade(" ".join(own)) <= HIGHEST_GRADE


@pytest.mark.parametrize("text", list(every_text(WORDS)))
def test_no_advice_and_no_promise(text):
    assert not re.search(
        r"\b(should|must|need to|have to|eligible|qualify|recommend|you can join)\b", text, re.I
    )


def test_every_word_is_used(sheet):
    """A sentence that is never printed would rot: each is in the template, or in code that names its key."""
    pages = [
        page_of(
            sheet(words={"age": "61", "ecog": "[Light]"}, hiv="unknown", declined=("hepatitis_b",), age=None)
        ),
        page_of(sheet(home="50309", words={"age": "61"})),
        page_of(sheet(disease_status="progressed", age=None)),
    ]
    fixed = [
        WORDS["caution"],
        *(t for part in ("points", "footer") for t in every_text(WORDS[part]) if "{" not in t),
    ]
    assert [text for text in fixed if not any(shown(text) in page for page in pages)] == []


def shown(text: str) -> str:
    return text.replace("'", "&#39;")
