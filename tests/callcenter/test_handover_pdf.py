"""The summary as a PDF: what is in the file, read again from the file."""

from io import BytesIO

import pytest
from handed_over import summary
from on_record import NOON
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from bot.callcenter.handover import Summary
from bot.callcenter.handover_pdf import locked, pdf_of
from bot.store.kept_site_referrals import Shared

MANY = [f"medicine number {number}" for number in range(80)]
NAMES = ["Zoë Łukaszewicz", "Нина Иванова", "محمد علي", "李小龍", "नीना", "Νίνα", "Nguyễn Thị Ánh", "김민준"]


def read(made: Summary) -> PdfReader:
    return PdfReader(BytesIO(pdf_of(made, NOON)))


def words_in(made: Summary) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def test_it_is_real_text_with_a_title_a_language_and_tags() -> None:
    document = read(summary())
    assert document.metadata and document.metadata.title == "Referral summary for study NCT06179888"
    assert document.root_object["/Lang"] == "en-US"
    assert document.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in document.root_object
    assert document.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in document.root_object["/Metadata"].get_data()


def test_everything_that_the_summary_says_stands_in_it() -> None:
    said = words_in(summary(hepatitis_b="unknown", medications=["biaxin", "eliquis"]))
    for words in (
        "Sam Sample",
        "(515) 555-0123",
        "December 8, 2026",
        "16 days",
        "Possible fit, by what was told.",
        "Only the study team can decide.",
        "your hepatitis B test or viral load result",
        "strong CYP3A4 inhibitor",
        "recorded by Nora Nurse",
        "last updated on August 13, 2025",
    ):
        assert words in said


@pytest.mark.parametrize("but", [{}, {"hepatitis_b": "unknown", "medications": ["biaxin", "eliquis"]}])
def test_it_is_two_pages_at_most_with_their_numbers(but: dict) -> None:
    pages = read(summary(**but)).pages
    assert len(pages) <= 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page.extract_text()


@pytest.mark.parametrize("name", NAMES)
def test_names_in_other_scripts_are_set_with_letters_of_their_own(name: str) -> None:
    document = read(summary(name=name))
    assert b"pdfuaid" in document.root_object["/Metadata"].get_data(), "a letter of the name has no shape"


def test_a_letter_that_no_font_has_costs_the_standard_and_not_the_page() -> None:
    assert "Sam" in words_in(summary(name="Sam \U000e0041\U00013000"))


def test_long_words_and_long_lists_stay_on_the_page() -> None:
    document = read(summary(name="W" * 200, medications=["x" * 200, *MANY, "biaxin"]))
    said = "".join("".join(page.extract_text().split()) for page in document.pages)
    assert "W" * 200 in said.replace("\u200b", "") and "x" * 200 in said.replace("\u200b", "")
    assert "medicinenumber79" in said
    assert len(document.pages) <= 3


@pytest.mark.parametrize(
    "name", ["#pagebreak()", "*Sam*", "$ x $", '"); #panic("', "\\u{41}", "// Sam", "@sam"]
)
def test_words_are_never_taken_as_markup(name: str) -> None:
    assert "".join(name.split()) in "".join(words_in(summary(name=name)).split())


def test_the_contact_alone_shows_no_answer() -> None:
    said = words_in(summary(shares=frozenset({Shared.CONTACT}), medications=["biaxin"]))
    assert "Sam Sample" in said
    assert "biaxin" not in said and "December 8" not in said


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert pdf_of(summary(), NOON) == pdf_of(summary(), NOON)


def test_a_locked_one_opens_with_its_password_only_and_keeps_its_tags() -> None:
    document = locked(pdf_of(summary(), NOON), "KTMR-4736")
    assert b"Sam Sample" not in document
    shut = PdfReader(BytesIO(document))
    with pytest.raises(FileNotDecryptedError):
        shut.pages[0].extract_text()
    assert not shut.decrypt("KTMR-4737")
    assert shut.decrypt("KTMR-4736")
    assert "Sam Sample" in shut.pages[0].extract_text()
    assert "/StructTreeRoot" in shut.root_object
