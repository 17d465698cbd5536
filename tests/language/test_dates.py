"""Reading dates: what decides the year, what several dates do, and what is no date at all."""

from datetime import date

import pytest

from bot.language.dates import Tense, find_dates, read_date
from bot.values import Interval

TODAY = date(2026, 11, 22)

NO_DATE = [
    "",
    "   ",
    "I don't know",
    "may not be correct",
    "May I call you back?",
    "march on",
    "the sun is out",
    "I sat down",
    "second opinion",
    "the second dose",
    "my daughter April",
    "I had a fall",
    "5",
    "62",
    "4 lines of therapy",
    "four or five",
    "120/80",
    "75,000",
    "platelets 2000",
    "two thousand",
    "call 415-555-2671",
    "(415) 555-2671",
    "94110",
    "version 1.1.3",
    "24/7",
    "1/2 tablet",
    "5-10 mg",
    "3 times a week",
    "for three months",
    "90 days",
    "every Monday",
    "mondays",
    "a while ago",
    "the other day",
    "in 5 minutes",
    "½ a year ago",
    "three weeks after my transplant",
    "the Monday after my transplant",
    "day 100 was yesterday",
    "it will be 3 months on Tuesday",
]
IMPOSSIBLE = [
    "2/30",
    "2/30/2026",
    "February 29, 2026",
    "June 31",
    "June 31, 2026",
    "June 10 - 31, 2026",
    "15/28/2022",
    "32nd of May",
    "August 0",
    "2026-13-01",
    "20260231",
    "99/99/9999",
]
WITHOUT_BOUND = ["before August", "by the end of the year", "more than 3 months ago", "over 90 days ago"]
NEGATED = ["not in August", "it wasn't August", "not August 14"]
SEVERAL = [
    "in 2024 and 2026",
    "August 14 and August 20",
    "cells collected in June, infused August 10",
    "a week ago Tuesday",
]


@pytest.mark.parametrize("words", NO_DATE + IMPOSSIBLE + WITHOUT_BOUND + NEGATED + SEVERAL)
@pytest.mark.parametrize("tense", [Tense.PAST, Tense.EITHER])
def test_what_is_not_one_date_is_not_read(words: str, tense: Tense) -> None:
    assert read_date(words, TODAY, tense) is None


@pytest.mark.parametrize(
    ("words", "tense", "first"),
    [
        ("November 22", Tense.PAST, date(2026, 11, 22)),
        ("November 23", Tense.PAST, date(2025, 11, 23)),
        ("November 22", Tense.FUTURE, date(2026, 11, 22)),
        ("November 21", Tense.FUTURE, date(2027, 11, 21)),
        ("December 1", Tense.EITHER, date(2026, 12, 1)),
        ("October 1", Tense.EITHER, date(2026, 10, 1)),
        ("last March", Tense.FUTURE, date(2026, 3, 1)),
        ("next March", Tense.PAST, date(2027, 3, 1)),
        ("February 29", Tense.PAST, date(2024, 2, 29)),
        ("February 29", Tense.FUTURE, date(2028, 2, 29)),
        ("the 22nd", Tense.PAST, date(2026, 11, 22)),
        ("the 23rd", Tense.PAST, date(2026, 10, 23)),
        ("Sunday", Tense.PAST, date(2026, 11, 22)),
        ("Monday", Tense.PAST, date(2026, 11, 16)),
        ("Monday", Tense.FUTURE, date(2026, 11, 23)),
    ],
)
def test_the_tense_places_what_comes_round_again(words: str, tense: Tense, first: date) -> None:
    reading = read_date(words, TODAY, tense)
    assert reading is not None
    assert reading.value.low == first


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("labor day 2026", date(2026, 9, 7)),
        ("memorial day 2026", date(2026, 5, 25)),
        ("thanksgiving 2013", date(2013, 11, 28)),
        ("black friday 2010", date(2010, 11, 26)),
        ("easter 2026", date(2026, 4, 5)),
        ("good friday 2026", date(2026, 4, 3)),
        ("mlk day 2013", date(2013, 1, 21)),
        ("mother's day 2013", date(2013, 5, 12)),
        ("new year\u2019s eve 2025", date(2025, 12, 31)),
    ],
)
def test_holidays(words: str, day: date) -> None:
    reading = read_date(words, TODAY)
    assert reading is not None
    assert reading.value == Interval.exactly(day)


@pytest.mark.parametrize(
    ("words", "confirm"),
    [
        ("8/14/2026", False),
        ("14/8/2026", True),
        ("8/14/26", False),
        ("8/14/30", True),
        ("8.9.2026", True),
        ("8.14.2026", False),
        ("August 14", False),
        ("Augsut 14", True),
        ("Friday, August 14, 2026", False),
        ("Thursday, August 14, 2026", True),
        ("August 18, a Tuesday", False),
        ("August 18, a Monday", True),
        ("maybe August 14", False),
        ("89 days ago", False),
        ("90 days ago", True),
    ],
)
def test_what_is_not_said_plainly_is_confirmed(words: str, confirm: bool) -> None:
    reading = read_date(words, TODAY, Tense.PAST)
    assert reading is not None
    assert reading.confirm == confirm


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [("3 days ago", 0, 0), ("8 weeks ago", 3, 3), ("3 months ago", 15, 15), ("a year ago", 183, 183)],
)
def test_a_distance_is_known_to_half_its_smallest_unit(words: str, before: int, after: int) -> None:
    middles = {
        "3 days ago": date(2026, 11, 19),
        "8 weeks ago": date(2026, 9, 27),
        "3 months ago": date(2026, 8, 22),
        "a year ago": date(2025, 11, 22),
    }
    plain, about = read_date(words, TODAY), read_date(f"about {words}", TODAY)
    assert plain is not None and about is not None
    middle = middles[words]
    assert ((middle - plain.value.low).days, (plain.value.high - middle).days) == (before, after)
    assert about.value.low < plain.value.low and plain.value.high < about.value.high


def test_every_date_of_a_sentence_is_found_where_it_stands() -> None:
    text = "Diagnosed in 2019, Abecma on Aug 14th, 2026, last dex about 3 weeks ago"
    readings = find_dates(text, TODAY, Tense.PAST)
    assert [text[reading.start : reading.end] for reading in readings] == [
        "2019",
        "Aug 14th, 2026",
        "about 3 weeks ago",
    ]
    assert readings[1].value == Interval.exactly(date(2026, 8, 14))


def test_a_message_longer_than_any_answer_is_not_read() -> None:
    assert read_date("August 14" + " " * 491, TODAY) is not None
    assert read_date("August 14" + " " * 492, TODAY) is None
