"""The sheet as a page: well-formed, self-contained, careful in its words, and safe with anybody's words."""

import re

import html5lib
import pytest
from anybody import TODAY, answers
from hypothesis import given
from hypothesis import strategies as st

from bot.sheet.answers import SheetAnswer
from bot.sheet.content import sheet_of
from bot.sheet.page import page_of
from bot.trial.screen import screen

PERSONS = {
    "likely": {"home": "50309"},
    "open": {
        "hiv": "unknown",
        "prior_lines": 3,
        "medications": ["clarithromycin"],
        "declined": ("hepatitis_b",),
    },
    "not yet": {
        "infection": "active",
        "car_t_infusion_date": {"earliest": "2026-10-01", "latest": "2026-10-31"},
    },
    "closed": {"disease_status": "progressed"},
    "half asked": {"age": None, "medications": None},
}


@pytest.fixture(params=PERSONS.values(), ids=PERSONS)
def page(request, sheet) -> str:
    """The page for one of several persons."""
    return page_of(sheet(words={"age": "sixty one"}, **request.param))


NEVER_EMPTY = {"h1", "h2", "h3", "p", "li", "dt", "dd", "th", "ul", "blockquote", "section"}


def parsed(page: str):
    """The page as a tree. Raises for anything that HTML does not allow."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def text_of(page: str) -> str:
    return " ".join("".join(parsed(page).find("body").itertext()).split())


def test_page_is_well_formed_and_says_what_it_is(page):
    tree = parsed(page)
    assert tree.get("lang") == "en"
    assert tree.find("head/title").text == "Sheet to bring: study NCT06179888"
    assert len(tree.findall(".//h1")) == 1
    assert not [
        each for each in tree.iter() if each.tag in NEVER_EMPTY and not "".join(each.itertext()).strip()
    ]


def test_page_needs_nothing_else(page):
    tags = {element.tag for element in parsed(page).iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not re.search(r"url\(|@import|https?:|src=|href=", page)


def test_page_can_be_printed(page):
    assert "@page" in page
    assert "@media print" in page
    assert "break-inside: avoid" in page


def test_nobody_is_called_eligible(page):
    own = re.sub(r"<(blockquote|q)>.*?</\1>", "", page, flags=re.DOTALL)
    assert "eligible" not in own.lower()
    assert "Only the study team can decide" in own
    assert "not medical advice" in own


def test_sources_stand_on_the_page(page):
    said = text_of(page)
    assert "Study NCT06179888." in said
    assert "last updated on August 13, 2025" in said
    assert "made on November 22, 2026" in said


def test_status_of_sites_has_the_date_of_the_page(sheet):
    said = text_of(page_of(sheet(home="50309")))
    assert "Status checked on August 13, 2025" in said
    assert "Des Moines, Iowa 50309" in said
    assert "Active - Recruiting" in said


def test_words_column_is_there_only_where_words_were_kept(sheet):
    assert "Your words" in page_of(sheet(words={"age": "sixty one"}))
    assert "Your words" not in page_of(sheet())


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></table><h1>You are eligible</h1>",
    "{{ 7 * 7 }} {% raw %}",
    "{words} {0} %s",
    "&lt;b&gt; & co",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_is_text(sheet, words):
    page = page_of(sheet(words={"age": words}, medications=[words]))
    assert text_of(page).count(words) == 2
    assert len(parsed(page).findall(".//h1")) == 1


@given(answers(), st.text())
def test_any_screen_with_any_words_makes_a_page(known, words):
    told = {**known, "medications": (words, f"{words} clarithromycin")}
    lines = [SheetAnswer(fact, value, words) for fact, value in told.items()]
    page = page_of(sheet_of(lines, screen(told, TODAY), (), TODAY))
    parsed(page)
    page.encode("utf-8")
