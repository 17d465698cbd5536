"""The recruiting sites nearest to where somebody lives."""

from collections.abc import Mapping

import zipcodes

from bot.referral.place import Place
from bot.referral.zip_codes import coordinates_of_zip
from bot.trial.sites import SITES, Site, SiteStatus


def nearest_sites(place: Place, count: int = 3) -> list[tuple[Site, int]]:
    """The nearest sites that recruit, nearest first, with their distance in whole statute miles.

    The distance is that of the great circle between the middles of the ZIP codes; sites equally far are in
    the order of their names. ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"cannot name {count} sites")
    by_distance = sorted((_miles(place, site), site.name, site) for site in _recruiting())
    return [(site, round(miles)) for miles, _, site in by_distance[:count]]


def recruiting_by_state() -> Mapping[str, list[Site]]:
    """All sites that recruit, under the full names of their states, in the order of the page."""
    by_state: dict[str, list[Site]] = {}
    for site in _recruiting():
        by_state.setdefault(site.state, []).append(site)
    return by_state


def _recruiting() -> list[Site]:
    return [site for site in SITES if site.status is SiteStatus.RECRUITING]


def _miles(place: Place, site: Site) -> float:
    latitude, longitude = coordinates_of_zip(site.zip)
    return zipcodes.haversine(place.longitude, place.latitude, longitude, latitude)
