"""What stands on the sheet, for people described by the answers that set them apart."""

from dataclasses import astuple
from datetime import date

import pytest
from anybody import TODAY, answers
from hypothesis import given

from bot.screening.fact import read_answers
from bot.sheet.answers import LONGEST_WORDS, SheetAnswer, answer_line
from bot.sheet.content import sheet_of
from bot.trial.facts import FACTS
from bot.trial.page import one_line, trial_page
from bot.trial.reasons import all_words
from bot.trial.screen import screen

OUTCOMES = [
    ({}, "By what you told us, this study looks like a likely fit."),
    ({"hepatitis_c": "unknown"}, "By what you told us, this study may be a fit. Some points are still open."),
    ({"infection": "active"}, "By what you told us, this study is not open to you today. It could be later."),
    ({"disease_status": "progressed"}, "By what you told us, this study does not look like a fit."),
    ({"age": None}, "We have not asked all the questions yet, so there is no result so far."),
]


@pytest.mark.parametrize(("person", "headline"), OUTCOMES)
def test_headline(sheet, person, headline):
    assert sheet(**person).headline == headline


OPEN_POINTS = [
    # who, the point's name, why it is open, what settles it
    (
        {"hepatitis_c": "unknown"},
        "Hepatitis C",
        "You were not sure.",
        "your hepatitis C test or viral load result",
    ),
    (
        {"declined": ("hepatitis_c",)},
        "Hepatitis C",
        "You would rather not say.",
        "your hepatitis C test or viral load result",
    ),
    (
        {"prior_lines": 3},
        "Lines of treatment before CAR-T",
        "The study asks for 4 or more lines of myeloma treatment. The study team will count yours with you, "
        "because we cannot tell how the CAR-T itself counts.",
        "your treatment history from your cancer doctor",
    ),
    (
        {"prior_lines": {"min": 2, "max": 5}},
        "Lines of treatment before CAR-T",
        "The study asks for 4 or more lines of myeloma treatment. Your count may be on either side of that.",
        "your treatment history from your cancer doctor",
    ),
    (
        {"car_t_infusion_date": {"earliest": "2026-07-20", "latest": "2026-08-20"}},
        "Time since your CAR-T",
        "The time window goes from day 80 to day 110 after the CAR-T infusion. Without the exact day we can "
        "only say that your window lies between October 8, 2026 and December 8, 2026.",
        "your CAR-T wallet card or discharge letter, which shows the day of your infusion",
    ),
    (
        {"infection": "active"},
        "No active infection",
        "You told us that you have an active infection. The study can only take people once an infection is "
        "treated and over, or under control.",
        "your doctor, or your latest test results",
    ),
]


@pytest.mark.parametrize(("person", "title", "why", "settled_by"), OPEN_POINTS)
def test_open_point(sheet, person, title, why, settled_by):
    [point] = sheet(**person).open
    assert (point.title, point.why, point.settled_by) == (title, why, settled_by)
    assert point.quote in one_line(trial_page().text)


UNDERSTOOD = [
    # fact, value in the batch contract's form, what the sheet says was understood
    ("diagnosis", "smoldering_or_mgus", "Smoldering myeloma or MGUS"),
    ("car_t_infusion_date", "2026-08-14", "August 14, 2026"),
    (
        "car_t_infusion_date",
        {"earliest": "2026-08-11", "latest": "2026-08-20"},
        "Between August 11, 2026 and August 20, 2026",
    ),
    ("car_t_infusion_date", {"earliest": "2026-08-01", "latest": "2026-08-31"}, "August 2026"),
    ("steroid_last_dose_date", "still_taking", "Still taking them"),
    ("therapy_since_car_t", [], "None"),
    (
        "therapy_since_car_t",
        ["radiation", "steroids_for_side_effects"],
        "Steroids for CAR-T side effects; Radiation",
    ),
    ("prior_lines", 4, "4"),
    ("prior_lines", {"min": 4, "max": 5}, "4 or 5"),
    ("prior_lines", {"min": 3, "max": 6}, "3 to 6"),
    ("had_anti_cd38", True, "Had one of them"),
    ("had_anti_cd38", False, "Had none of them"),
    ("age", 61, "61 years"),
    ("ecog", 0, "As active as before (ECOG 0)"),
    ("ecog", {"min": 1, "max": 2}, "ECOG 1 or 2"),
    ("medications", [], "None"),
    ("medications", ["acyclovir", "Eliquis"], "acyclovir and Eliquis"),
    ("platelets_per_mm3", 150000, "150,000 per mm³"),
    # A measured value can lie between the two; a count cannot.
    ("bilirubin_x_uln", {"min": 0, "max": 1}, "0 to 1 times the lab's upper limit"),
    ("hiv", "unknown", "You were not sure"),
]


@pytest.mark.parametrize(("fact", "raw", "understood"), UNDERSTOOD)
def test_understood(fact, raw, understood, screen_day):
    value = FACTS[fact].read(raw, screen_day)
    assert answer_line(SheetAnswer(fact, value)).understood == understood


WORDS = [
    ("mid August, I think", "“mid August, I think”"),
    ("[All three types]", "Picked “All three types”"),
    ("", ""),
    ("two\n lines\tand\x07 a bell", "“two lines and a bell”"),
    ("the other \u202eway round", "“the other way round”"),
    ("w" * LONGEST_WORDS, f"“{'w' * LONGEST_WORDS}”"),
    ("w" * (LONGEST_WORDS + 1), f"“{'w' * LONGEST_WORDS}…”"),
]


@pytest.mark.parametrize(("words", "shown"), WORDS)
def test_own_words(words, shown, screen_day):
    assert answer_line(SheetAnswer("age", FACTS["age"].read(61, screen_day), words)).words == shown


def test_not_sure_not_said_and_not_asked_are_three_things(sheet):
    made = sheet(hiv="unknown", declined=("hepatitis_b",), hepatitis_c=None)
    understood = {line.title: line.understood for line in made.answers}
    assert understood["HIV"] == "You were not sure"
    assert understood["Hepatitis B"] == "You would rather not say"
    assert "Hepatitis C" not in understood
    assert made.not_asked == ("Hepatitis C",)


WINDOWS = [
    # infusion, day of the sheet, what is said of the window
    (
        "2026-08-14",
        date(2026, 11, 1),
        {"Opens": "November 2, 2026", "Closes": "December 2, 2026", "Opens in": "1 day"},
    ),
    (
        "2026-08-14",
        date(2026, 11, 2),
        {"Opens": "November 2, 2026", "Closes": "December 2, 2026", "Time left": "30 days"},
    ),
    (
        "2026-08-14",
        date(2026, 12, 1),
        {"Opens": "November 2, 2026", "Closes": "December 2, 2026", "Time left": "1 day"},
    ),
    (
        "2026-08-14",
        date(2026, 12, 2),
        {"Opens": "November 2, 2026", "Closes": "December 2, 2026", "Time left": "Today is the last day"},
    ),
    (
        {"earliest": "2026-08-11", "latest": "2026-08-20"},
        date(2026, 10, 29),
        {
            "Opens": "October 30, 2026 at the earliest",
            "Closes": "December 8, 2026 at the latest",
            "Sure to be open": "November 8, 2026 to November 29, 2026",
            "Opens in": "1 day at least",
        },
    ),
    (
        {"earliest": "2026-08-11", "latest": "2026-08-20"},
        date(2026, 11, 22),
        {
            "Opens": "October 30, 2026 at the earliest",
            "Closes": "December 8, 2026 at the latest",
            "Sure to be open": "November 8, 2026 to November 29, 2026",
            "Time left": "16 days at most",
        },
    ),
    (
        {"earliest": "2026-08-01", "latest": "2026-08-31"},
        date(2026, 11, 19),
        {
            "Opens": "October 20, 2026 at the earliest",
            "Closes": "December 19, 2026 at the latest",
            "Sure to be open": "November 19, 2026",
            "Time left": "30 days at most",
        },
    ),
    (
        {"earliest": "2026-07-01", "latest": "2026-08-14"},
        date(2026, 12, 2),
        {
            "Opens": "September 19, 2026 at the earliest",
            "Closes": "December 2, 2026 at the latest",
            "Time left": "Today may be the last day",
        },
    ),
]


@pytest.mark.parametrize(("infused", "as_of", "said"), WINDOWS)
def test_window(sheet, infused, as_of, said):
    assert dict(sheet(car_t_infusion_date=infused, as_of=as_of).window) == said


def test_unknown_day_of_infusion_names_the_record_that_has_it(sheet):
    made = sheet(car_t_infusion_date="unknown")
    assert made.window == ()
    assert "wallet card" in made.window_not_known


def test_closed_screen_says_why_and_raises_no_false_hope(sheet):
    made = sheet(disease_status="progressed", hiv="unknown", age=None, home="50309")
    [point] = made.against
    assert (point.title, point.settled_by) == (
        "How your myeloma is now",
        "your latest myeloma test results, or your cancer doctor",
    )
    assert (
        point.why
        == "This study is for people whose myeloma has not grown since the CAR-T. You told us that it has."
    )
    assert made.closed
    assert (made.window, made.window_not_known, made.open, made.sites, made.at_visit) == ((), "", (), (), ())
    assert made.not_asked == ("Age",)


def test_sites_are_the_nearest_that_take_patients(sheet):
    sites = sheet(home="Los Angeles, California").sites
    assert (sites[0].name, sites[0].place) == ("Cedars Sinai Medical Center", "Los Angeles, California 90048")
    assert sites[0].distance.startswith("about ")
    assert {site.status for site in sites} == {"Active - Recruiting"}
    assert sheet(home="").sites == sheet(home="nowhere at all").sites == ()


def test_sheet_tells_its_sources(sheet):
    made = sheet()
    assert (made.trial, made.page_updated, made.as_of) == (
        "NCT06179888",
        "August 13, 2025",
        "November 22, 2026",
    )


@given(answers())
def test_every_point_of_an_open_screen_stands_in_one_part(known):
    screening = screen(known, TODAY)
    made = sheet_of([SheetAnswer(*each) for each in known.items()], screening, (), TODAY)
    shown = [*(p.title for p in (*made.against, *made.open, *made.at_visit)), *made.fine, *made.not_asked]
    every_title = sorted(words.title for words in all_words().values())
    assert made.closed or sorted(shown) == every_title
    assert len(shown) == len(set(shown))
    assert len(made.answers) == len(known)
    assert made.closed == bool(made.against)


@given(answers())
def test_every_point_has_a_reason_a_record_and_words_of_the_page(known):
    made = sheet_of([], screen(known, TODAY), (), TODAY)
    for point in (*made.against, *made.open, *made.at_visit):
        assert all(part.strip() for part in astuple(point))
        assert point.settled_by not in point.why
        assert point.quote in one_line(trial_page().text)


def test_order_of_answers_is_that_of_the_interview(screen_day):
    known = read_answers(FACTS, {"age": 61, "diagnosis": "other", "hiv": "no"}, screen_day)
    made = sheet_of([SheetAnswer(*each) for each in known.items()], screen(known, screen_day), (), screen_day)
    assert [line.title for line in made.answers] == ["Type of disease", "Age", "HIV"]
