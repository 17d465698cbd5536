"""Treatment before the CAR-T and since."""

import pytest
from nurse_table import between_days_ago, day_after, days_ago, decide, table


def since(*therapies):
    return {"therapy_since_car_t": list(therapies)}


@table(
    ("nothing since", since("none"), "met"),
    ("an empty list", since(), "met"),
    ("steroids for side effects alone", since("steroids_for_side_effects"), "met"),
    ("low daily steroids alone", since("physiologic_steroids"), "met"),
    ("radiation", since("radiation"), "team_review"),
    ("radiation and steroids", since("radiation", "steroids_for_side_effects"), "team_review"),
    ("myeloma treatment", since("myeloma_treatment"), "not_met"),
    ("radiation and myeloma treatment", since("radiation", "myeloma_treatment"), "not_met"),
    ("does not know", {"therapy_since_car_t": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_no_therapy_since_car_t(answers, verdict):
    assert decide("no_therapy_since_car_t", answers).verdict == verdict


def steroids(last_dose, infused=None):
    answers = since("steroids_for_side_effects") | {"steroid_last_dose_date": last_dose}
    return answers if infused is None else answers | {"car_t_infusion_date": infused}


@table(
    ("no steroids", since("none"), "met"),
    ("low daily steroids only", since("physiologic_steroids"), "met"),
    ("other treatment only", since("radiation", "myeloma_treatment"), "met"),
    ("last dose 31 days ago: more than 30 days", steroids(days_ago(31)), "met"),
    ("last dose 30 days ago: not more than 30 days", steroids(days_ago(30)), "not_yet"),
    ("last dose today", steroids(days_ago(0)), "not_yet"),
    ("last dose planned", steroids(days_ago(-5)), "not_yet"),
    ("31 to 40 days ago", steroids(between_days_ago(40, 31)), "met"),
    ("30 or 31 days ago", steroids(between_days_ago(31, 30)), "unknown"),
    ("10 to 30 days ago", steroids(between_days_ago(30, 10)), "not_yet"),
    ("still taking them", steroids("still_taking"), "not_yet"),
    ("still taking them, late", steroids("still_taking", days_ago(109)), "not_yet"),
    ("does not know the last dose", steroids("unknown"), "unknown"),
    ("last dose not asked", since("steroids_for_side_effects"), "missing"),
    ("ends on day 110", steroids(days_ago(20), days_ago(99)), "not_yet"),
    ("ends on day 111", steroids(days_ago(20), days_ago(100)), "team_review"),
    ("ends on day 110 or 111", steroids(days_ago(20), between_days_ago(100, 99)), "not_yet"),
    ("ends on day 111 or later", steroids(between_days_ago(20, 10), days_ago(100)), "team_review"),
    ("may end on day 110 or later", steroids(between_days_ago(20, 10), days_ago(99)), "not_yet"),
    ("off long enough after day 110", steroids(days_ago(31), days_ago(300)), "met"),
    ("30 or 31 days ago, after day 110", steroids(between_days_ago(31, 30), days_ago(300)), "unknown"),
    ("infusion date not known", steroids(days_ago(20), "unknown"), "not_yet"),
    ("therapy not known", {"therapy_since_car_t": "unknown"}, "unknown"),
    ("therapy not asked", {}, "missing"),
    ("therapy not asked, off long enough", {"steroid_last_dose_date": days_ago(31)}, "met"),
    ("therapy not asked, not off long enough", {"steroid_last_dose_date": days_ago(30)}, "missing"),
    ("therapy not asked, still taking", {"steroid_last_dose_date": "still_taking"}, "missing"),
)
def test_steroid_washout(answers, verdict):
    assert decide("steroid_washout", answers).verdict == verdict


@pytest.mark.parametrize(
    ("last_dose", "from_day"),
    [
        (days_ago(30), day_after(days_ago(30), 31)),
        (between_days_ago(30, 10), day_after(days_ago(10), 31)),
        ("still_taking", None),
        (days_ago(31), None),
    ],
)
def test_a_wait_for_the_washout_has_a_day(last_dose, from_day):
    assert decide("steroid_washout", steroids(last_dose)).available_from == from_day


def test_the_washout_asks_for_the_therapy_first():
    assert decide("steroid_washout", {}).lacks == "therapy_since_car_t"
    assert decide("steroid_washout", since("steroids_for_side_effects")).lacks == "steroid_last_dose_date"


def lines(low, high=None):
    return {"prior_lines": low if high is None else {"min": low, "max": high}}


@table(
    ("none", lines(0), "not_met"),
    ("2", lines(2), "not_met"),
    ("3: ide-cel may count as one more", lines(3), "team_review"),
    ("4", lines(4), "met"),
    ("30", lines(30), "met"),
    ("1 or 2", lines(1, 2), "not_met"),
    ("2 or 3", lines(2, 3), "unknown"),
    ("2 to 5", lines(2, 5), "unknown"),
    ("exactly 3, as a range", lines(3, 3), "team_review"),
    ("3 or 4", lines(3, 4), "team_review"),
    ("3 to 8", lines(3, 8), "team_review"),
    ("4 or 5", lines(4, 5), "met"),
    ("does not know", {"prior_lines": "unknown"}, "unknown"),
    ("not asked", {}, "missing"),
)
def test_prior_lines(answers, verdict):
    assert decide("prior_lines", answers).verdict == verdict


def classes(proteasome_inhibitor, immunomodulatory_agent, anti_cd38):
    answers = {
        "had_proteasome_inhibitor": proteasome_inhibitor,
        "had_immunomodulatory_agent": immunomodulatory_agent,
        "had_anti_cd38": anti_cd38,
    }
    return {fact: answer for fact, answer in answers.items() if answer is not None}


@table(
    ("all three", classes(True, True, True), "met"),
    ("no proteasome inhibitor", classes(False, True, True), "not_met"),
    ("no immunomodulatory agent", classes(True, False, True), "not_met"),
    ("no anti-CD38", classes(True, True, False), "not_met"),
    ("one no, the rest not asked", classes(None, None, False), "not_met"),
    ("one no, the rest not known", classes("unknown", False, "unknown"), "not_met"),
    ("one not known", classes(True, "unknown", True), "unknown"),
    ("one not known, one not asked", classes("unknown", True, None), "missing"),
    ("one not asked", classes(True, True, None), "missing"),
    ("none asked", {}, "missing"),
)
def test_prior_drug_classes(answers, verdict):
    assert decide("prior_drug_classes", answers).verdict == verdict


def test_the_first_drug_class_that_was_not_asked_is_next():
    assert decide("prior_drug_classes", classes("unknown", None, None)).lacks == "had_immunomodulatory_agent"


def iberdomide(history=None, progression=None):
    answers = {"iberdomide_history": history, "iberdomide_progression": progression}
    return {fact: answer for fact, answer in answers.items() if answer is not None}


@table(
    ("never took it: nothing more is asked", iberdomide("never"), "met"),
    ("never took it, progression not known", iberdomide("never", "unknown"), "met"),
    ("took it, it grew on treatment", iberdomide("took", "on_treatment"), "not_met"),
    ("took it, it grew within 60 days", iberdomide("took", "within_60_days"), "not_met"),
    ("took it, it grew after 60 days", iberdomide("took", "after_60_days"), "met"),
    ("took it, it never grew", iberdomide("took", "none"), "met"),
    ("took it, does not know", iberdomide("took", "unknown"), "unknown"),
    ("took it, progression not asked", iberdomide("took"), "missing"),
    ("does not know whether: nothing more is asked", iberdomide("unknown"), "unknown"),
    ("does not know whether, it grew on it", iberdomide("unknown", "on_treatment"), "unknown"),
    ("not asked, but it never grew on it", iberdomide(None, "none"), "met"),
    ("not asked, but it grew on it", iberdomide(None, "on_treatment"), "missing"),
    ("not asked", {}, "missing"),
)
def test_iberdomide_not_refractory(answers, verdict):
    assert decide("iberdomide_not_refractory", answers).verdict == verdict
