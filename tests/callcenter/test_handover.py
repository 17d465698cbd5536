"""The summary for a site: what it says, and what it never says."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from handed_over import FITTING_BUT, SUMMARY_DAY, summary
from on_record import NOON, on_record, version

from bot.callcenter.handover import say_phone
from bot.store.kept import GivenBy
from bot.store.kept_site_referrals import Shared

CONTACT_ONLY = frozenset({Shared.CONTACT})


def every_word(made) -> str:
    return repr(made)


@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2026-11-22", "16 days"),
        ("2026-12-07", "1 day"),
        ("2026-12-08", "Today is the last day"),
    ],
)
def test_the_window_says_how_long_is_left(day: str, left: str) -> None:
    window = summary(as_of=date.fromisoformat(day)).answered.window
    assert [each.value for each in window] == ["November 8, 2026", "December 8, 2026", left]


def test_the_day_after_the_window_says_that_it_is_over() -> None:
    answered = summary(as_of=date(2026, 12, 9)).answered
    assert answered.window == ()
    assert answered.window_not_known == "By what was told, the time window is over."


def test_without_the_day_of_the_infusion_it_says_what_settles_it() -> None:
    answered = summary(car_t_infusion_date="unknown").answered
    assert "wallet card" in answered.window_not_known


OUTCOMES = [
    ({}, "Likely fit, by what was told."),
    ({"hepatitis_b": "unknown"}, "Possible fit, by what was told. Some points are open."),
    ({"car_t_infusion_date": "2026-10-01"}, "Not yet a fit, by what was told. That can change."),
    ({"disease_status": "progressed"}, "Does not look like a fit, by what was told."),
    ({"age": None}, "The pre-screen is not finished: no outcome yet."),
]


@pytest.mark.parametrize(("but", "said"), OUTCOMES)
def test_the_outcome_promises_nothing(but: dict, said: str) -> None:
    made = summary(**but)
    assert made.answered.outcome == said
    assert "eligible" not in every_word(made).lower()


def test_each_criterion_stands_in_one_place_and_none_is_missing() -> None:
    answered = summary(hepatitis_b="unknown", age=None, disease_status="progressed").answered
    rows = [*answered.against, *answered.open, *answered.met]
    assert len(rows) + len(answered.at_visit) + len(answered.not_asked) == 29
    assert [row.title for row in answered.against] == ["How your myeloma is now"]
    assert [row.title for row in answered.open] == ["Hepatitis B"]
    assert "Age" in answered.not_asked


def test_an_open_point_says_what_settles_it() -> None:
    [row] = summary(hepatitis_b="unknown").answered.open
    assert (row.verdict, row.settled_by) == ("Not sure", "your hepatitis B test or viral load result")
    assert [(told.said, told.given_by) for told in row.told] == [("Not sure", "patient")]


@pytest.mark.parametrize(
    ("given_by", "said"),
    [(GivenBy.PATIENT, "patient"), (GivenBy.CAREGIVER, "caregiver"), (GivenBy.AGENT, "call center")],
)
def test_each_answer_says_who_gave_it(given_by: GivenBy, said: str) -> None:
    versions = {**on_record(FITTING_BUT()), "age": (version("age", 61, "61", given_by=given_by),)}
    [age] = [row for row in summary(versions=versions).answered.met if row.title == "Age"]
    assert [(told.said, told.given_by) for told in age.told] == [("61 years", said)]


def test_a_medicine_that_changes_cyp3a4_strongly_is_marked_by_its_kind() -> None:
    answered = summary(medications=["biaxin", "eliquis", "rifampin"]).answered
    assert [(each.name, each.mark) for each in answered.medicines] == [
        ("biaxin", "strong CYP3A4 inhibitor"),
        ("eliquis", ""),
        ("rifampin", "strong CYP3A4 inducer"),
    ]
    assert "dose and duration were not asked" in answered.medicines_note


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "The person told of none."),
        (None, "Medicines were not asked."),
        ("unknown", "The person was not sure, or would rather not say."),
        (["eliquis"], ""),
    ],
)
def test_no_medicine_unknown_and_not_asked_are_three_things(told: object, said: str) -> None:
    assert summary(medications=told).answered.medicines_note == said


def test_a_person_who_shares_the_contact_only_shares_no_answer() -> None:
    made = summary(shares=CONTACT_ONLY, medications=["biaxin"])
    assert made.answered is None
    assert ("Name", "Sam Sample") in made.contact
    for secret in ("biaxin", "CYP3A4", "November 8", "61 years", "Hepatitis"):
        assert secret not in every_word(made)


def test_without_a_consent_nothing_about_the_person_stands_on_it() -> None:
    for made in (summary(agreed=False), summary(agreed=None)):
        assert made.contact == () and made.answered is None
        assert made.consent == ("No consent is on record. Do not send this page.",)


def test_the_consent_says_when_by_whom_and_which_words() -> None:
    told, shared = summary().consent
    assert "November 22, 2026 at 12:00 UTC" in told and "Nora Nurse" in told and "c3cb78aa24ff" in told
    assert shared == "Shared: name, ways to be reached, and the answers below."


def test_it_says_of_which_day_its_criteria_are_and_when_it_was_made() -> None:
    assert summary().source == (
        "Criteria from the public page of study NCT06179888, last updated on August 13, 2025. "
        "Made on November 22, 2026 at 12:00 UTC."
    )
    assert NOON.date() == SUMMARY_DAY


def test_times_are_told_in_the_zone_of_the_call_center() -> None:
    made = summary(at=NOON.astimezone(ZoneInfo("Pacific/Honolulu")))
    assert "November 22, 2026 at 02:00 HST" in made.consent[0]
    assert made.source.endswith("Made on November 22, 2026 at 02:00 HST.")


def test_the_number_is_written_as_people_write_it() -> None:
    assert say_phone("+15155550123") == "(515) 555-0123"


AS_GIVEN = [
    ("515-555-0123, my cell", True),
    ("515 555 0123 ext 4", True),
    ("515-555-0123 4", True),
    ("(515) 555-0123", False),
    ("515.555.0123", False),
    ("+1 515 555 0123", False),
]


@pytest.mark.parametrize(("words", "says_more"), AS_GIVEN)
def test_words_that_say_more_than_the_number_stand_beside_it(words: str, says_more: bool) -> None:
    assert (("As given", words) in summary(phone_as_given=words).contact) == says_more
