"""Days told by their distance from the infusion: asked for the last steroid, never taken for a new infusion date."""

from datetime import date

import pytest

from bot.conversation.hearing import hear
from bot.conversation.interview import Interview, Message
from bot.conversation.questions import QUESTIONS
from bot.conversation.volunteered import read_volunteered
from bot.values import Interval

INFUSED = Interval.exactly(date(2026, 8, 20))
STEROIDS = "steroid_last_dose_date"


def heard(words: str, infusion: Interval | None, day: date):
    known = {"car_t_infusion_date": infusion} if infusion else {}
    interview = Interview(
        {"consent": True, "therapy_since_car_t": frozenset({"steroids_for_side_effects"}), **known}
    )
    return hear(interview, QUESTIONS[STEROIDS], Message(words, "inform", {}), day)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("10 days after the infusion", "2026-08-30", "2026-08-30"),
        ("the last one was 10 days after I got the cells", "2026-08-30", "2026-08-30"),
        ("one day post car-t", "2026-08-21", "2026-08-21"),
        ("two weeks after abecma", "2026-08-31", "2026-09-06"),
        ("10 days ago", "2026-11-12", "2026-11-12"),
        ("september 10, 3 weeks after the infusion", "2026-09-10", "2026-09-10"),
    ],
)
def test_counted_from_the_infusion_or_as_it_is_said(screen_day, words, first, last):
    turn = heard(words, INFUSED, screen_day)
    days = turn.interview.answers[STEROIDS]
    assert (days.low.isoformat(), days.high.isoformat()) == (first, last)
    assert turn.interview.answers["car_t_infusion_date"] == INFUSED


def test_a_vague_infusion_makes_a_vague_day(screen_day):
    infusion = Interval(date(2026, 8, 10), date(2026, 8, 20))
    days = heard("10 days after the infusion", infusion, screen_day).interview.answers[STEROIDS]
    assert (days.low, days.high) == (date(2026, 8, 20), date(2026, 8, 30))


@pytest.mark.parametrize("words", ["day 12", "day +12"])
def test_what_does_not_name_the_infusion_is_checked(screen_day, words):
    turn = heard(words, INFUSED, screen_day)
    assert STEROIDS not in turn.interview.answers and turn.interview.check.fact == STEROIDS


def test_later_than_what_is_not_guessed(screen_day):
    assert STEROIDS not in heard("a week later", INFUSED, screen_day).interview.answers


@pytest.mark.parametrize("words", ["10 days after the infusion", "about 3 weeks after car-t"])
def test_without_an_infusion_date_it_says_nothing(screen_day, words):
    turn = heard(words, None, screen_day)
    assert turn is None or not {STEROIDS, "car_t_infusion_date"} & turn.interview.answers.keys()


@pytest.mark.parametrize(
    "words",
    [
        "the dex ended 10 days after the infusion",
        "they gave me steroids two weeks after car-t",
        "I had a fever 3 days after the infusion",
        "stopped prednisone 12 days post abecma",
    ],
)
def test_another_event_is_no_infusion_date(screen_day, words):
    assert "car_t_infusion_date" not in read_volunteered(words, screen_day)


@pytest.mark.parametrize(
    ("words", "checked"),
    [
        ("I'm 90 days after car-t", False),
        ("it has been 90 days since the infusion", False),
        ("90 days post abecma", False),
        ("90 days after the infusion", True),
    ],
)
def test_a_count_up_to_today_is_the_infusion_date(screen_day, words, checked):
    reading = read_volunteered(words, screen_day)["car_t_infusion_date"]
    assert (reading.value, reading.confirm) == (Interval.exactly(date(2026, 8, 24)), checked)
