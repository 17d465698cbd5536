"""The study centers of the trial, as the trial page lists them."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from bot.trial.page import trial_page

PAGE_UPDATED = trial_page().last_updated
"""The day on which the page says that it was last updated: nothing is known of the sites after it."""


class SiteStatus(StrEnum):
    """Whether a site takes patients, in the page's words. Only a recruiting one is ever named to a person."""

    RECRUITING = "Active - Recruiting"
    SUSPENDED = "Suspended"
    NOT_AVAILABLE = "Site Not Available"


@dataclass(frozen=True, slots=True)
class Site:
    """A study center; `state` is the state's full name, `zip` five digits."""

    name: str
    city: str
    state: str
    zip: str
    status: SiteStatus


def _read_sites() -> tuple[Site, ...]:
    lines = (files("bot.trial") / "sites.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(Site(**{**row, "status": SiteStatus(row["status"])}) for row in rows)


SITES = _read_sites()
"""All sites in the order of the page."""
