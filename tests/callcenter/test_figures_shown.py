"""The figures: what the tables say, and that no small count shows in any of them."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.callcenter.figure_sums import ALL, OUTCOMES, counts_of_people
from bot.callcenter.figures import figures_of
from bot.callcenter.periods import quarters
from bot.callcenter.small_counts import SHOWN_FROM
from bot.store.kept_figures import ENROLLED, NO_CONSENT, REFERRED, UNFINISHED, FigureCounts, Hesitation, Way

WEEKS = [datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 5, tzinfo=UTC)]


def found(**counts):
    empty = {
        "stages": {},
        "criteria": {},
        "left_at": {},
        "hesitations": {},
        "handed_over": {},
        "sites": {},
        "calls": {},
    }
    return FigureCounts(weeks=WEEKS, **{**empty, **counts})


def table(figures, key):
    figure = next(each for each in figures if each.key == key)
    return {label: tuple(cell.text for cell in cells) for label, cells in figure.rows}


def test_the_funnel_adds_up_from_the_first_word_to_the_site():
    stages = {
        (0, Way.WEB, NO_CONSENT): 10,
        (1, Way.WEB, NO_CONSENT): 5,
        (0, Way.WEB, UNFINISHED): 20,
        (1, Way.PHONE, "likely_eligible"): 30,
        (1, Way.WEB, "not_yet"): 40,
    }
    shown = figures_of(found(stages=stages, handed_over={(REFERRED, Way.PHONE): 9, (ENROLLED, Way.PHONE): 6}))
    funnel = table(shown, "funnel")
    assert funnel["Began to talk"] == ("105",)
    assert funnel["Agreed to the questions"] == ("90",)
    assert funnel["Finished"] == ("70",)
    assert funnel["Finished: looks like a fit"] == ("30",)
    assert funnel["Handed over to a site"] == ("15",)
    assert funnel["Enrolled"] == ("6",)
    assert table(shown, "weeks") == {"October 1, 2026": ("30", "0"), "October 5, 2026": ("75", "70")}


def test_a_way_shows_its_own_and_hides_what_the_sum_of_ways_would_give_away():
    stages = {(0, Way.WEB, NO_CONSENT): 60, (0, Way.PHONE, NO_CONSENT): 3}
    for way, began in ((Way.WEB, "hidden"), (Way.PHONE, "<5"), (ALL, "63")):
        assert table(figures_of(found(stages=stages), way), "funnel")["Began to talk"] == (began,)


def test_criteria_and_hard_questions_by_their_names():
    criteria = {
        ("age", "not_met", Way.WEB): 7,
        ("prior_lines", "unknown", Way.PHONE): 2,
        ("age", "met", Way.WEB): 90,
    }
    hesitations = {("prior_lines", Hesitation.UNKNOWN, Way.WEB): 11}
    shown = figures_of(found(criteria=criteria, hesitations=hesitations))
    assert table(shown, "criteria") == {
        "Lines of treatment before CAR-T": ("0", "<5", "0", "0"),
        "Age": ("7", "0", "0", "0"),
    }
    assert table(shown, "hesitations") == {"Lines before the CAR-T": ("11", "0", "0")}


def test_where_people_leave_in_the_order_of_the_interview():
    stages = {(0, Way.WEB, UNFINISHED): 18}
    left = {("medications", Way.WEB): 6, ("prior_lines", Way.WEB): 12}
    shown = table(figures_of(found(stages=stages, left_at=left)), "left_at")
    assert list(shown.items()) == [("Lines before the CAR-T", ("12",)), ("Medicines now", ("6",))]


def test_sites_and_calls_with_their_sums():
    sites = {("Sample Site", "sent"): 6, ("Sample Site", "enrolled"): 5, ("Other Site", "sent"): 8}
    shown = figures_of(found(sites=sites, calls={0: 7, 6: 9}))
    assert table(shown, "sites")["In all"] == ("0", "14", "0", "0", "5", "0", "19")
    assert table(shown, "calls")["Under 5 minutes"] == ("7",)
    assert table(shown, "calls")["45 minutes or more"] == ("9",)


stages = st.dictionaries(
    st.tuples(
        st.integers(0, 1), st.sampled_from(list(Way)), st.sampled_from([NO_CONSENT, UNFINISHED, *OUTCOMES])
    ),
    st.integers(1, 40),
)


@settings(max_examples=40)
@given(stages)
def test_no_small_count_shows_and_every_sum_of_what_shows_is_right(stages):
    unfinished = {
        way: sum(count for (_, each, stage), count in stages.items() if (each, stage) == (way, UNFINISHED))
        for way in Way
    }
    left = {("age", way): count for way, count in unfinished.items() if count}
    counted = found(stages=stages, left_at=left)
    for way in (*Way, ALL):
        for figure in figures_of(counted, way):
            for _, cells in figure.rows:
                assert not any(cell.count is not None and 0 < cell.count < SHOWN_FROM for cell in cells)
    counts, sums = counts_of_people(counted)
    for total, parts in sums:
        assert counts[total] == sum(counts[part] for part in parts), (total, parts)


def test_quarters_follow_on_each_other_without_a_gap_and_begin_with_that_of_today():
    found = quarters(date(2026, 11, 22))
    assert [each.name for each in found[:3]] == ["2026-Q4", "2026-Q3", "2026-Q2"]
    for newer, older in itertools.pairwise(found):
        assert older.after == newer.first


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2024, 2, 29), date(2026, 1, 1)])
def test_the_weeks_of_a_quarter_begin_on_mondays_and_fill_it(today):
    quarter = quarters(today)[0]
    begins = quarter.weeks
    assert begins[0].date() == quarter.first
    assert all(each.weekday() == 0 for each in begins[1:])
    assert all(
        timedelta(0) < b - a <= timedelta(days=7)
        for a, b in zip(begins, [*begins[1:], quarter.ends], strict=True)
    )
