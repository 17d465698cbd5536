"""The summary for a site as a PDF: real text, tagged for screen readers (PDF/UA-1), in US letter."""

import json
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from io import BytesIO

from bot.callcenter.handover import Summary, words

TEMPLATE = files("bot.callcenter") / "templates" / "handover.typ"
FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
FONTS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Armenian",
    "Noto Sans Bengali",
    "Noto Sans Devanagari",
    "Noto Sans Ethiopic",
    "Noto Sans Georgian",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Hebrew",
    "Noto Sans Kannada",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Malayalam",
    "Noto Sans Myanmar",
    "Noto Sans Sinhala",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Thai",
    "Noto Sans CJK JP",
    "Noto Sans Symbols",
    "Noto Emoji",
)
"""The first that has a letter gives it."""

ENCRYPTION = "AES-256"


def pdf_of(summary: Summary, at: datetime) -> bytes:
    """The summary as a PDF that says it was made on the day of `at`; the same summary gives the same bytes."""
    # Loaded at the first use: a door that hands nobody over does without it.
    import typst

    data = {
        "summary": asdict(summary),
        "words": words(),
        "fonts": FONTS,
        "made": (at.year, at.month, at.day),
    }
    told = json.dumps(data)
    try:
        return _set(told, "ua-1")
    except typst.TypstError:
        # The standard refuses a letter that no font has; a page with an empty box is better than none.
        return _set(told, "1.7")


def locked(document: bytes, password: str) -> bytes:
    """The PDF again, which opens with this password only (AES-256)."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(document)))
    writer.encrypt(password, algorithm=ENCRYPTION)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _set(told: str, standard: str) -> bytes:
    import typst

    made = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=[str(files(package)) for package in FONT_PACKAGES],
        ignore_system_fonts=True,
        sys_inputs={"data": told},
        pdf_standards=standard,
        format="pdf",
    )
    return bytes(made)
