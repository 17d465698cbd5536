"""The window beside a call: today on it, in a picture and in words."""

import pytest
from anybody import TODAY, answers
from hypothesis import given
from nurse_days import ago, between

from bot.callcenter.timeline import Position, timeline_of
from bot.values import UNKNOWN


def timeline(infused, product="ide_cel"):
    return timeline_of({"car_t_product": product, "car_t_infusion_date": infused}, TODAY)


@pytest.mark.parametrize(
    ("infused", "position", "day", "state"),
    [
        pytest.param(
            ago(79),
            Position.BEFORE,
            "Day 79 after the CAR-T",
            "The window opens in 1 day",
            id="a day too early",
        ),
        pytest.param(
            ago(80),
            Position.INSIDE,
            "Day 80 after the CAR-T",
            "Inside the window: 30 days left",
            id="the first day",
        ),
        pytest.param(
            ago(109),
            Position.INSIDE,
            "Day 109 after the CAR-T",
            "Inside the window: 1 day left",
            id="the last but one",
        ),
        pytest.param(
            ago(110),
            Position.INSIDE,
            "Day 110 after the CAR-T",
            "Inside the window: today is the last day",
            id="the last day",
        ),
        pytest.param(
            ago(111),
            Position.OUTSIDE,
            "Day 111 after the CAR-T",
            "Outside: the window closed 1 day ago",
            id="a day too late",
        ),
        pytest.param(
            between(79, 60),
            Position.BEFORE,
            "Day 60 to 79 after the CAR-T",
            "The window opens in 1 day at the earliest, in 20 days at the latest",
            id="vague, too early throughout",
        ),
        pytest.param(
            between(90, 70),
            Position.POSSIBLY,
            "Day 70 to 90 after the CAR-T",
            "Possibly inside the window: the exact day of the CAR-T decides",
            id="vague, on both sides of the opening",
        ),
        pytest.param(
            between(100, 80),
            Position.INSIDE,
            "Day 80 to 100 after the CAR-T",
            "Inside the window: at least 10 days left, at most 30 days",
            id="vague, inside throughout",
        ),
        pytest.param(
            between(130, 111),
            Position.OUTSIDE,
            "Day 111 to 130 after the CAR-T",
            "Outside: the window closed 1 day ago or longer",
            id="vague, too late throughout",
        ),
        pytest.param(
            ago(-7),
            Position.BEFORE,
            "The CAR-T is still to come",
            "The window opens in 87 days",
            id="planned",
        ),
    ],
)
def test_where_today_is(infused, position, day, state):
    shown = timeline(infused)
    assert (shown.position, shown.day, shown.state) == (position, day, state)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "nothing was asked"),
        ({"car_t_infusion_date": UNKNOWN}, "the day is not known"),
        ({"car_t_product": "cilta_cel", "car_t_infusion_date": ago(90)}, "another CAR-T has no window here"),
    ],
)
def test_there_is_none(given, why):
    assert timeline_of(given, TODAY) is None, why


def test_dates_in_words():
    assert timeline(ago(90)).dates == "Day 80 is November 12, 2026. Day 110 is December 12, 2026."
    certain = "Certainly open November 22, 2026 to December 12, 2026, possibly November 12, 2026 to December 22, 2026."
    assert timeline(between(90, 80)).dates == certain
    vague = timeline(between(120, 80))
    assert (vague.dates, vague.certain) == (
        "Possibly open October 13, 2026 to December 22, 2026. No day is certain.",
        None,
    )


@given(answers(("car_t_product", "car_t_infusion_date")))
def test_the_picture_lies_within_its_frame_and_agrees_with_the_words(given):
    shown = timeline_of(given, TODAY)
    if shown is None:
        return
    assert shown.possible.x >= 0 and shown.possible.x + shown.possible.width <= 1000
    possible = range(shown.possible.x, shown.possible.x + shown.possible.width + 1)
    assert (shown.today in possible) == (shown.position in (Position.INSIDE, Position.POSSIBLY))
    if shown.certain:
        certain = range(shown.certain.x, shown.certain.x + shown.certain.width + 1)
        assert set(certain) <= set(possible)
        assert (shown.today in certain) == (shown.position is Position.INSIDE)
    else:
        assert shown.position is not Position.INSIDE
