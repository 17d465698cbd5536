"""The recruiting sites near a caller, as far as the trial's page knows them."""

from dataclasses import dataclass

from bot.language.wording import say_day, say_distance
from bot.referral.nearest import nearest_sites
from bot.referral.place import Place
from bot.referral.places import find_place
from bot.store.kept import AnswerRecord, AnswerStatus
from bot.trial.sites import PAGE_UPDATED

SHOWN = 4


@dataclass(frozen=True, slots=True)
class NearSite:
    """A recruiting site, and how far it is."""

    name: str
    place: str
    distance: str


@dataclass(frozen=True, slots=True)
class SitesNear:
    """The nearest sites, nearest first; `place` is where from, in the caller's words, None while it is not known.

    `checked` is the day of the page that says that they recruit. The page has no telephone number of a site.
    """

    place: str | None
    sites: tuple[NearSite, ...]
    checked: str


def sites_near(told: AnswerRecord | None) -> SitesNear:
    """The sites near the place that the caller told, if that can be found."""
    answered = told is not None and told.status is AnswerStatus.ANSWERED
    place = find_place(str(told.value)) if answered else None
    found = nearest_sites(place, SHOWN) if isinstance(place, Place) else ()
    near = tuple(
        NearSite(site.name, f"{site.city}, {site.state} {site.zip}", say_distance(miles))
        for site, miles in found
    )
    return SitesNear(str(told.value) if answered else None, near, say_day(PAGE_UPDATED))
