"""The end of a screen: what is said for each outcome."""

from datetime import date

import pytest
from test_questions import ANOTHER_CAR_T, PAST_THE_WINDOW, QUALIFIES

from bot.conversation.contract import result_as_json
from bot.conversation.facts import ASKED
from bot.conversation.interview import Interview
from bot.conversation.result import end
from bot.trial.sites import SiteStatus

SCREEN_DAY = date(2026, 11, 22)
TOO_EARLY = QUALIFIES | {"car_t_infusion_date": "2026-10-01"}
UNSURE = QUALIFIES | {
    "prior_lines": "unknown",
    "car_t_infusion_date": {"earliest": "2026-08-10", "latest": "2026-08-20"},
}
ON_CLARITHROMYCIN = QUALIFIES | {"medications": ["clarithromycin"]}
NO_PLACE = QUALIFIES | {"zip_code": "unknown"}
ABROAD = QUALIFIES | {"zip_code": "Toronto, Canada"}


def ending(person: dict):
    answers = {fact: ASKED[fact].read(raw, SCREEN_DAY) for fact, raw in person.items()}
    return end(Interview(answers), SCREEN_DAY)


def said(person: dict) -> list[str]:
    return [note.response for note in ending(person).notes]


@pytest.mark.parametrize(
    ("person", "responses"),
    [
        (
            QUALIFIES,
            [
                "utter_result_likely_eligible",
                "utter_window_open",
                "utter_at_visit",
                "utter_next_steps",
                "utter_sites",
            ],
        ),
        (TOO_EARLY, ["utter_result_not_yet", "utter_result_reasons", "utter_window_later", "utter_sites"]),
        (
            UNSURE,
            ["utter_result_possibly_eligible", "utter_result_reasons", "utter_window_unsure", "utter_sites"],
        ),
        (
            ON_CLARITHROMYCIN,
            ["utter_result_possibly_eligible", "utter_result_reasons", "utter_keep_medicines"],
        ),
        (PAST_THE_WINDOW, ["utter_result_likely_not_eligible", "utter_result_reasons", "utter_other_ways"]),
        (ANOTHER_CAR_T, ["utter_result_likely_not_eligible", "utter_result_reasons", "utter_other_ways"]),
        (NO_PLACE, ["utter_place_not_given", "utter_sites_by_state"]),
        (ABROAD, ["utter_place_abroad", "utter_sites_by_state"]),
    ],
)
def test_what_is_said(person, responses):
    in_order = iter(said(person))
    assert all(response in in_order for response in responses), said(person)


def test_a_no_gets_no_referral():
    assert ending(PAST_THE_WINDOW).sites == ()
    assert not {"utter_sites", "utter_sites_by_state", "utter_next_steps"} & set(said(PAST_THE_WINDOW))


def test_three_recruiting_sites_nearest_first():
    sites = ending(QUALIFIES).sites
    assert len(sites) == 3
    assert all(site.status is SiteStatus.RECRUITING for site, _ in sites)
    assert [miles for _, miles in sites] == sorted(miles for _, miles in sites)


def test_the_one_point_that_decides_is_named():
    [few] = [note for note in ending(ON_CLARITHROMYCIN).notes if note.response == "utter_few_open"]
    assert few.details == {"titles": "Medicines that affect the study drug"}


def test_every_answer_is_listed_at_the_end():
    for person in (QUALIFIES, PAST_THE_WINDOW):
        [told] = [note for note in ending(person).notes if note.response == "utter_result_answers"]
        assert "• Age: 61 years" in told.details["lines"]


def test_days_left_are_counted_to_the_last_day():
    [window] = [note for note in ending(QUALIFIES).notes if note.response == "utter_window_open"]
    assert window.details == {
        "opens": "November 8, 2026",
        "closes": "December 8, 2026",
        "days_left": "16 days",
    }


def test_the_contract_carries_what_was_understood():
    done = ending(UNSURE)
    answers = {fact: ASKED[fact].read(raw, SCREEN_DAY) for fact, raw in UNSURE.items()}
    result = result_as_json(done.screening, answers, done.sites)["result"]
    assert result["answers"]["prior_lines"] == "unknown"
    assert result["answers"]["car_t_infusion_date"] == {"earliest": "2026-08-10", "latest": "2026-08-20"}
    assert "consent" not in result["answers"]
    assert {"name", "city", "state", "zip", "distance_miles", "status"} == set(result["sites"][0])
