"""A case that is handed over, at the console."""

import re
from typing import Any

from panel_case import case_with
from people import FITS_THE_TRIAL

from bot.store.kept_cases import CaseRecord

IOWA = "50309 Iowa Methodist Medical Center"
CONTACT = {
    "name": "Sam Sample",
    "phone": "515-555-0123",
    "email": "sam@example.org",
    "best_time": "mornings",
}


def iowan_case(app: Any, owner: Any = None, **but: object) -> CaseRecord:
    """The case of somebody in Des Moines whose answers fit, but for some."""
    return case_with(app, {**FITS_THE_TRIAL, "zip_code": "50309", **but}, owner)


def begin_referral(browser: Any, case: CaseRecord, site: str = IOWA) -> str:
    """Choose a site; returns the path of the referral."""
    chosen = browser.submit(f"/console/cases/{case.id}/referral", site=site)
    assert chosen.status_code == 303, chosen.text
    return chosen.headers["location"]


def made_ready(browser: Any, case: CaseRecord, said: str = "answers") -> str:
    """A referral with consent and contact; returns its path."""
    path = begin_referral(browser, case)
    assert browser.submit(f"{path}/consent", said=said).status_code == 303
    assert browser.submit(f"{path}/contact", **CONTACT).status_code == 303
    return path


def key_on(page: Any) -> str:
    """The key that a page's form carries."""
    [key] = re.findall(r'name="key" value="([^"]+)"', page.text)
    return key
