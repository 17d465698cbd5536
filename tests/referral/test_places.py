"""Where people say they live."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.referral.place import Place, PlaceProblem
from bot.referral.places import find_place

ZIP_CODES = {
    "50309": "50309",
    "my zip is 50309": "50309",
    "50309-1234": "50309",
    "(50309).": "50309",
    "five oh three oh nine": "50309",
    "5 0 3 0 9": "50309",
    "It's zero seven seven four eight": "07748",
    "07748": "07748",
    "12345 Main St, Omaha, NE 68118": "68118",
    "20201": "20201",
    "00901": "00901",
}

CITIES = {
    "Des Moines, Iowa": ("Des Moines", "IA"),
    "I live near Fargo, North Dakota": ("Fargo", "ND"),
    "omaha NE": ("Omaha", "NE"),
    "OMAHA, NEBRASKA": ("Omaha", "NE"),
    "omaha ne": ("Omaha", "NE"),
    "st louis missouri": ("Saint Louis", "MO"),
    "St. Louis, MO": ("Saint Louis", "MO"),
    "ft worth texas": ("Fort Worth", "TX"),
    "Winston-Salem NC": ("Winston Salem", "NC"),
    "washington d.c.": ("Washington", "DC"),
    "New York, New York": ("New York", "NY"),
    "Mexico, Missouri": ("Mexico", "MO"),
    "Ontario, California": ("Ontario", "CA"),
    "Portland, Me": ("Portland", "ME"),
    "portland or": ("Portland", "OR"),
    "kansas city mo": ("Kansas City", "MO"),
    "San Juan, Puerto Rico": ("San Juan", "PR"),
    "desmoines iowa": ("Des Moines", "IA"),
    "saint lous missouri": ("Saint Louis", "MO"),
    "chicago": ("Chicago", "IL"),
    "NYC": ("New York", "NY"),
    "i'm in Miami": ("Miami", "FL"),
}

PROBLEMS = {
    "portland": PlaceProblem.AMBIGUOUS,
    "Springfield": PlaceProblem.AMBIGUOUS,
    "Kansas City": PlaceProblem.AMBIGUOUS,
    "Iowa": PlaceProblem.STATE_ALONE,
    "New Mexico": PlaceProblem.STATE_ALONE,
    "washington": PlaceProblem.STATE_ALONE,
    "00000": PlaceProblem.NOT_FOUND,
    "99999": PlaceProblem.NOT_FOUND,
    "Qwrtzuiop, TX": PlaceProblem.NOT_FOUND,
    "09001": PlaceProblem.MILITARY,
    "APO AE 09001": PlaceProblem.MILITARY,
    "M5V 2T6": PlaceProblem.ABROAD,
    "Toronto, Ontario": PlaceProblem.ABROAD,
    "SW1A 1AA": PlaceProblem.ABROAD,
    "10115 Berlin, Germany": PlaceProblem.ABROAD,
    "I live in Canada": PlaceProblem.ABROAD,
    "": PlaceProblem.NOT_UNDERSTOOD,
    "hello": PlaceProblem.NOT_UNDERSTOOD,
    "tell me": PlaceProblem.NOT_UNDERSTOOD,
    "okay": PlaceProblem.NOT_UNDERSTOOD,
    "it's fine": PlaceProblem.NOT_UNDERSTOOD,
    "2134": PlaceProblem.NOT_UNDERSTOOD,
    "50309 or 10065": PlaceProblem.NOT_UNDERSTOOD,
    "515-555-50309": PlaceProblem.NOT_UNDERSTOOD,
}


@pytest.mark.parametrize(("words", "zip_code"), ZIP_CODES.items())
def test_a_zip_code(words, zip_code):
    assert find_place(words).zip_code == zip_code


@pytest.mark.parametrize(("words", "city_and_state"), CITIES.items())
def test_a_city(words, city_and_state):
    place = find_place(words)
    assert (place.city, place.state, place.zip_code) == (*city_and_state, None)


@pytest.mark.parametrize(("words", "problem"), PROBLEMS.items())
def test_what_gives_no_place(words, problem):
    assert find_place(words) is problem


def test_a_city_lies_among_its_zip_codes():
    city, down_town = find_place("Des Moines, Iowa"), find_place("50309")
    assert city.latitude == pytest.approx(down_town.latitude, abs=0.2)
    assert city.longitude == pytest.approx(down_town.longitude, abs=0.2)


@given(st.text(max_size=200))
def test_any_text_is_a_place_or_a_problem(words):
    assert isinstance(find_place(words), Place | PlaceProblem)


@given(st.integers(0, 99999))
def test_a_zip_code_is_never_at_the_place_of_nowhere(number):
    place = find_place(f"{number:05}")
    if isinstance(place, Place):
        assert (place.latitude, place.longitude) != (0, 0)
    else:
        assert place in (PlaceProblem.NOT_FOUND, PlaceProblem.MILITARY)
