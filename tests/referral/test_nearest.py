"""The nearest sites that recruit."""

from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.referral.nearest import nearest_sites, recruiting_by_state
from bot.referral.place import Place
from bot.referral.places import find_place
from bot.referral.zip_codes import coordinates_of_zip
from bot.trial.sites import SITES, SiteStatus

anywhere = st.builds(
    Place, st.none(), st.just("Somewhere"), st.just("IA"), st.floats(-90, 90), st.floats(-180, 180)
)


def test_the_three_nearest_to_omaha():
    assert [(site.name, miles) for site, miles in nearest_sites(find_place("68198"))] == [
        ("University of Nebraska Medical Center", 0),
        ("Nebraska Medicine-Bellevue", 10),
        ("Nebraska Medicine-Village Pointe", 12),
    ]


def test_sites_equally_far_come_by_their_names():
    names = [site.name for site, miles in nearest_sites(find_place("50309")) if miles == 0]
    assert names == sorted(names)
    assert len(names) == 3


@pytest.mark.parametrize("zip_code", ["60612", "02115", "27599", "95817", "30912", "92868"])
def test_a_site_that_does_not_recruit_is_not_named_even_next_door(zip_code):
    assert all(site.status == "Active - Recruiting" for site, _ in nearest_sites(find_place(zip_code)))


def test_puerto_rico_has_real_distances():
    [(_, miles)] = nearest_sites(find_place("00901"), count=1)
    assert 1000 < miles < 2000


@given(anywhere, st.integers(0, 80))
def test_no_recruiting_site_left_out_is_nearer(place, count):
    named = nearest_sites(place, count)
    distances = [miles for _, miles in named]
    assert len(named) == min(count, 69)
    assert distances == sorted(distances)
    assert all(site.status is SiteStatus.RECRUITING for site, _ in named)
    left_out = {site for site in SITES if site.status is SiteStatus.RECRUITING} - {site for site, _ in named}
    assert all(miles_between(place, site) >= max(distances, default=0) - 1 for site in left_out)


@given(anywhere)
def test_distances_are_those_of_the_great_circle(place):
    for site, miles in nearest_sites(place):
        assert miles == pytest.approx(miles_between(place, site), abs=0.5 + 0.002 * miles)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="-1"):
        nearest_sites(find_place("50309"), -1)


def test_the_full_list_holds_every_recruiting_site_under_its_state():
    by_state = recruiting_by_state()
    listed = [site for sites in by_state.values() for site in sites]
    assert listed == [site for site in SITES if site.status is SiteStatus.RECRUITING]
    assert all(site.state == state for state, sites in by_state.items() for site in sites)
    assert "Georgia" not in by_state


def miles_between(place, site):
    """The haversine formula, as a reference: a sphere of 3,958.8 statute miles."""
    latitude, longitude = map(radians, coordinates_of_zip(site.zip))
    here = radians(place.latitude)
    half = sin((latitude - here) / 2) ** 2
    half += cos(latitude) * cos(here) * sin((longitude - radians(place.longitude)) / 2) ** 2
    return 2 * 3958.8 * asin(min(1, sqrt(half)))
