"""`aftercart understand`: how words are read, line by line, in the form of the understanding contract."""

import json
from datetime import date

import pytest

from bot.understanding import understand_lines

SCREEN_DAY = date(2026, 11, 22)


def understood(**row) -> dict:
    [found] = understand_lines([json.dumps(row)], SCREEN_DAY)
    return json.loads(found.text)


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"kind": "date", "text": "mid august"}, {"value": {"earliest": "2026-08-10", "latest": "2026-08-20"}}),
        ({"kind": "date", "text": "tomorrow", "as_of": "2012-08-10"}, {"value": "2012-08-11"}),
        ({"kind": "date", "text": "no idea"}, {"value": "unknown"}),
        ({"kind": "date", "text": "second opinion"}, {"value": None}),
        ({"kind": "number", "text": "4 or 5"}, {"value": {"min": 4, "max": 5}}),
        ({"kind": "number", "text": "at least 4"}, {"value": {"min": 4, "max": None}}),
        ({"kind": "number", "text": "2 1/4"}, {"value": 2.25}),
        ({"kind": "yes_no", "text": "nope"}, {"value": False}),
        ({"kind": "yes_no", "text": "don\u2019t know"}, {"value": "unknown"}),
        ({"fact": "car_t_product", "text": "abacma"}, {"value": "ide_cel"}),
        ({"fact": "car_t_infusion_date", "text": "february 30"}, {"value": None}),
        ({"fact": "car_t_infusion_date", "text": "may 1999"}, {"value": None}),
        ({"fact": "prior_lines", "text": "at least 4"}, {"value": {"min": 4, "max": 30}}),
        ({"fact": "age", "text": "150"}, {"value": None}),
        ({"fact": "age", "text": "rather not say"}, {"value": "unknown"}),
        ({"fact": "had_anti_cd38", "text": "velcade and dara"}, {"value": True}),
        ({"fact": "therapy_since_car_t", "text": "steroids and radiation"},
         {"value": ["steroids_for_side_effects", "radiation"]}),
        ({"fact": "steroid_last_dose_date", "text": "still on them"}, {"value": "still_taking"}),
        ({"fact": "medications", "text": "none"}, {"value": []}),
        ({"fact": "anc_per_mm3", "text": "2.1"}, {"value": 2100, "confirm": True}),
    ],
)  # fmt: skip
def test_words(row, answer):
    assert understood(**row) == answer


def test_medicines_with_their_class_and_effect():
    [velcade, biaxin] = understood(kind="medicines", text="velcade and biaxin")["value"]
    assert velcade == {
        "text": "velcade",
        "name": "Velcade",
        "generic": "bortezomib",
        "class": "proteasome_inhibitor",
        "strong_cyp3a4": None,
    }
    assert biaxin["strong_cyp3a4"] == "inhibitor"


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"kind": "date"}',
        '{"kind": "colour", "text": "red"}',
        '{"fact": "shoe", "text": "9"}',
        '{"fact": "age", "text": 61}',
        '{"kind": "date", "text": "today", "as_of": "yesterday"}',
    ],
)
def test_a_bad_line_stands_in_its_place_and_the_rest_go_on(line):
    bad, good = understand_lines([line, '{"kind": "number", "text": "5"}'], SCREEN_DAY)
    assert bad.failed and json.loads(bad.text)["error"]
    assert json.loads(good.text) == {"value": 5}
