"""The trial's public page, as it was read: the source of every criterion."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

TRIAL = "NCT06179888"


@dataclass(frozen=True, slots=True)
class Page:
    """The page's words, and the day on which it says that it was last updated."""

    trial: str
    text: str
    last_updated: date


@cache
def trial_page() -> Page:
    """The page that the criteria are read from, unchanged."""
    text = (files("bot.trial") / "page" / f"{TRIAL}.txt").read_text(encoding="utf-8")
    [updated] = re.findall(r"^Last updated: (.+)$", text, flags=re.MULTILINE)
    return Page(TRIAL, text, datetime.strptime(updated, "%B %d, %Y").date())


def one_line(text: str) -> str:
    """The text with every run of white space made one blank, as quotes are compared with the page."""
    return " ".join(text.split())
