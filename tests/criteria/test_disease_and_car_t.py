"""The disease, the product, the window and the response."""

from datetime import date

import pytest
from nurse_table import TODAY, between_days_ago, day_after, days_ago, decide, table

from bot.screening.fact import read_answers
from bot.screening.screening import Window
from bot.trial.criteria.disease_and_car_t import window
from bot.trial.facts import FACTS


@table(
    ("multiple myeloma", {"diagnosis": "multiple_myeloma"}, "met"),
    ("plasma cell leukemia is permitted by name", {"diagnosis": "plasma_cell_leukemia"}, "met"),
    ("smoldering myeloma or MGUS", {"diagnosis": "smoldering_or_mgus"}, "not_met"),
    ("another disease", {"diagnosis": "other"}, "not_met"),
    ("does not know", {"diagnosis": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_diagnosis(answers, verdict):
    assert decide("diagnosis", answers).verdict == verdict


@table(
    ("ide-cel", {"car_t_product": "ide_cel"}, "met"),
    ("cilta-cel", {"car_t_product": "cilta_cel"}, "not_met"),
    ("another CAR-T", {"car_t_product": "other"}, "not_met"),
    ("no CAR-T", {"car_t_product": "none"}, "not_met"),
    ("does not know which", {"car_t_product": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_car_t_product(answers, verdict):
    assert decide("car_t_product", answers).verdict == verdict


def infused(when, product="ide_cel"):
    return {"car_t_product": product, "car_t_infusion_date": when}


@table(
    ("planned, in thirty days", infused(days_ago(-30)), "not_yet"),
    ("today", infused(days_ago(0)), "not_yet"),
    ("79 days ago: the last day outside", infused(days_ago(79)), "not_yet"),
    ("80 days ago: the first day inside", infused(days_ago(80)), "met"),
    ("95 days ago", infused(days_ago(95)), "met"),
    ("110 days ago: the last day inside", infused(days_ago(110)), "met"),
    ("111 days ago: the first day outside", infused(days_ago(111)), "not_met"),
    ("years ago", infused("2021-05-01"), "not_met"),
    ("80 to 110 days ago", infused(between_days_ago(110, 80)), "met"),
    ("79 or 80 days ago", infused(between_days_ago(80, 79)), "unknown"),
    ("110 or 111 days ago", infused(between_days_ago(111, 110)), "unknown"),
    ("up to 79 days ago", infused(between_days_ago(79, 10)), "not_yet"),
    ("111 days ago or longer", infused(between_days_ago(200, 111)), "not_met"),
    ("anywhere from before to after", infused(between_days_ago(200, 10)), "unknown"),
    ("no date known", infused("unknown"), "unknown"),
    ("no date asked", {"car_t_product": "ide_cel"}, "missing"),
    ("another product: no date is asked", {"car_t_product": "cilta_cel"}, "not_met"),
    ("no CAR-T: no date is asked", {"car_t_product": "none"}, "not_met"),
    ("another product inside the window", infused(days_ago(90), "cilta_cel"), "not_met"),
    ("another product, date not known", infused("unknown", "other"), "not_met"),
    ("product not asked, 111 days ago", {"car_t_infusion_date": days_ago(111)}, "not_met"),
    ("product not asked, 110 days ago", {"car_t_infusion_date": days_ago(110)}, "missing"),
    ("product not asked, too early", {"car_t_infusion_date": days_ago(10)}, "missing"),
    ("product not asked, date not known", {"car_t_infusion_date": "unknown"}, "missing"),
    ("product not known, 111 days ago", infused(days_ago(111), "unknown"), "not_met"),
    ("product not known, 110 days ago", infused(days_ago(110), "unknown"), "unknown"),
    ("product not known, too early", infused(days_ago(10), "unknown"), "unknown"),
    ("product not known, date not asked", {"car_t_product": "unknown"}, "missing"),
    ("neither known", infused("unknown", "unknown"), "unknown"),
    ("neither asked", {}, "missing"),
)
def test_car_t_window(answers, verdict):
    assert decide("car_t_window", answers).verdict == verdict


@pytest.mark.parametrize(
    ("answers", "lacks"),
    [
        ({}, "car_t_product"),
        ({"car_t_infusion_date": days_ago(90)}, "car_t_product"),
        ({"car_t_product": "ide_cel"}, "car_t_infusion_date"),
        ({"car_t_product": "unknown"}, "car_t_infusion_date"),
    ],
)
def test_the_window_asks_for_what_it_lacks(answers, lacks):
    assert decide("car_t_window", answers).lacks == lacks


@pytest.mark.parametrize(
    ("infusion", "first_day", "last_day"),
    [
        ("2026-08-14", date(2026, 11, 2), date(2026, 12, 2)),
        ("2026-12-01", date(2027, 2, 19), date(2027, 3, 21)),
        # A leap year has a February 29; the year before and 2100 have none.
        ("2027-12-01", date(2028, 2, 19), date(2028, 3, 20)),
        ("2028-02-29", date(2028, 5, 19), date(2028, 6, 18)),
        ("2099-12-01", date(2100, 2, 19), date(2100, 3, 21)),
    ],
)
def test_the_window_over_the_calendar(infusion, first_day, last_day):
    def verdict_on(day):
        return decide("car_t_window", infused(infusion), as_of=day).verdict

    one_day = date(2026, 1, 2) - date(2026, 1, 1)
    assert [verdict_on(day) for day in (first_day - one_day, first_day)] == ["not_yet", "met"]
    assert [verdict_on(day) for day in (last_day, last_day + one_day)] == ["met", "not_met"]


@pytest.mark.parametrize(
    ("when", "from_day"),
    [
        (days_ago(79), day_after(days_ago(79), 80)),
        (days_ago(-30), day_after(days_ago(-30), 80)),
        (between_days_ago(70, 60), day_after(days_ago(60), 80)),
        (days_ago(80), None),
        (days_ago(111), None),
        (between_days_ago(80, 79), None),
    ],
)
def test_a_wait_for_the_window_has_a_day(when, from_day):
    assert decide("car_t_window", infused(when)).available_from == from_day


def window_of(when) -> Window:
    return window(read_answers(FACTS, {"car_t_infusion_date": when}, TODAY))


def test_the_window_of_an_exact_day_is_certain():
    assert window_of("2026-08-14") == Window(
        date(2026, 11, 2), date(2026, 12, 2), date(2026, 11, 2), date(2026, 12, 2)
    )


def test_the_window_of_an_imprecise_day_has_a_certain_and_a_possible_part():
    assert window_of({"earliest": "2026-08-01", "latest": "2026-08-10"}) == Window(
        opens=date(2026, 10, 29),
        closes=date(2026, 11, 19),
        possibly_opens=date(2026, 10, 20),
        possibly_closes=date(2026, 11, 28),
    )


def test_the_certain_part_can_be_one_day():
    found = window_of({"earliest": "2026-08-01", "latest": "2026-08-31"})
    assert found.opens == found.closes == date(2026, 11, 19)


def test_the_certain_part_can_be_empty():
    found = window_of({"earliest": "2026-08-01", "latest": "2026-09-01"})
    assert (found.opens, found.closes) == (None, None)
    assert (found.possibly_opens, found.possibly_closes) == (date(2026, 10, 20), date(2026, 12, 20))


def test_without_a_day_there_is_no_window():
    assert window({}) == window_of("unknown") == Window(None, None, None, None)


@table(
    ("in remission or better", {"disease_status": "response"}, "met"),
    ("stable", {"disease_status": "stable"}, "met"),
    ("it has grown", {"disease_status": "progressed"}, "not_met"),
    ("does not know", {"disease_status": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_disease_status(answers, verdict):
    assert decide("disease_status", answers).verdict == verdict
