"""The list of sites against the trial page itself."""

import re
from collections import Counter
from datetime import date

from bot.trial.page import trial_page
from bot.trial.sites import PAGE_UPDATED, SITES, Site, SiteStatus

_SITE_ON_PAGE = re.compile(
    r"• (?P<name>.+)\n\s*\n\s+(?P<city>.+), (?P<state>.+) (?P<zip>\d{5})\n\s+United States\n\s*\n\s+(?P<status>.+)"
)


def test_all_sites_are_those_of_the_page_word_for_word_and_in_its_order():
    part = trial_page().text.split("Connect with a study center")[1]
    on_page = [Site(**found.groupdict()) for found in _SITE_ON_PAGE.finditer(part)]
    assert len(on_page) == part.count("United States") == 74
    assert list(SITES) == on_page


def test_the_status_of_the_sites():
    assert Counter(site.status for site in SITES) == {
        SiteStatus.RECRUITING: 69,
        SiteStatus.SUSPENDED: 4,
        SiteStatus.NOT_AVAILABLE: 1,
    }


def test_the_day_of_the_list_is_the_day_of_the_page():
    assert date(2025, 8, 13) == PAGE_UPDATED
