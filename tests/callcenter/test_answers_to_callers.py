"""What an agent types while a caller waits, and the answer that must be at hand."""

import pytest
import yaml

from bot.callcenter import script
from bot.callcenter.answers_to_callers import QUESTIONS, SHOWN, find
from bot.settings import PROJECT

SEARCHES = {
    "pay": "answer_money",
    "who pays": "answer_money",
    "insur": "answer_money",
    "medicare": "answer_money",
    "parking": "answer_money",
    "hotel cost": "answer_money",
    "side eff": "answer_side_effects",
    "is it safe": "answer_side_effects",
    "hair loss from drug": "answer_side_effects",
    "where": "answer_sites",
    "closest hosp": "answer_sites",
    "sites in texas": "answer_sites",
    "placebo": "answer_placebo",
    "sugar pi": "answer_placebo",
    "2 groups": "answer_groups",
    "control arm": "answer_groups",
    "pick group": "answer_choose_group",
    "random": "answer_choose_group",
    "pill or iv": "answer_how_taken",
    "dose": "answer_how_taken",
    "bone marr": "answer_tests",
    "scans": "answer_tests",
    "blood draws": "answer_tests",
    "how often visit": "answer_visits",
    "appointm": "answer_visits",
    "how many years": "answer_follow_up",
    "duration": "answer_follow_up",
    "how many people": "answer_number_of_people",
    "when does it end": "answer_trial_dates",
    "too late": "answer_window",
    "80 days": "answer_window",
    "step 0": "answer_first_steps",
    "prereg": "answer_first_steps",
    "biobank": "answer_biobanking",
    "birth contr": "answer_pregnancy_rules",
    "preg test": "answer_pregnancy_rules",
    "wife gets pregnant": "answer_pregnancy_in_trial",
    "condom": "answer_rules_for_men",
    "vasect": "answer_rules_for_men",
    "breastf": "answer_breastfeeding",
    "sperm": "answer_donation",
    "too old": "answer_age_limit",
    "age lim": "answer_age_limit",
    "platelets": "answer_blood_counts",
    "low counts": "answer_blood_counts",
    "dialysis": "answer_kidney",
    "kidny": "answer_kidney",
    "fda": "answer_approved",
    "does it work": "answer_effectiveness",
    "cure": "answer_effectiveness",
    "keep taking meds": "answer_medicines",
    "eliquis": "answer_medicines",
    "dex": "answer_steroids",
    "predni": "answer_steroids",
    "drop out": "answer_leaving",
    "quit": "answer_leaving",
    "still open": "answer_recruiting",
    "recruit": "answer_recruiting",
    "privacy": "answer_privacy",
    "who sees": "answer_privacy",
    "should she join": "answer_medical_advice",
    "sign up": "answer_joining",
    "enroll": "answer_joining",
    "carvyk": "answer_other_car_t",
    "what is ide cel": "answer_car_t",
    "mrd": "answer_mrd",
    "pcl": "answer_plasma_cell_leukemia",
    "amyl": "answer_amyloidosis",
    "hep b": "answer_viruses",
    "hiv": "answer_viruses",
    "antibiot": "answer_infections",
    "covid": "answer_infections",
    "breast cancer": "answer_other_cancers",
    "skin canc": "answer_other_cancers",
    "had iberdomide before": "answer_prior_iberdomide",
    "ecog": "answer_ecog",
    "wheelch": "answer_ecog",
    "four lines": "answer_past_treatments",
    "needs velcade": "answer_past_treatments",
    "radiation since": "answer_treatment_since",
    "maintenance": "answer_treatment_since",
    "other trials": "answer_other_trials",
    "nct": "answer_trial_number",
    "sponsor": "answer_sponsor",
    "who runs": "answer_sponsor",
    "phase": "answer_phase",
    "how long is this call": "answer_chat_length",
    "daughter answer": "answer_caregiver",
    "what is iberdom": "iberdomide",
    "what is the trial": "trial",
    "real person": "bot",
    "superv": "human",
    "if fever": "fever",
    "gas money": "answer_money",
    "copays": "answer_money",
    "watch and wait": "answer_groups",
    "how many pills": "answer_how_taken",
    "mri": "answer_tests",
    "how far": "answer_sites",
    "nebraska": "answer_sites",
    "omaha hosp": "answer_sites",
    "blood thinner": "answer_medicines",
    "st johns wort": "answer_medicines",
    "got covid": "answer_infections",
    "talk to nurse": "human",
    "call back": "human",
    "is it a scam": "answer_sponsor",
    "pomalidomide": "answer_past_treatments",
    "revlimid now": "answer_treatment_since",
    "two transplants": "answer_past_treatments",
    "leukem": "answer_plasma_cell_leukemia",
    "stable disease": "answer_mrd",
    "in remission": "answer_mrd",
    "neutropenia": "answer_blood_counts",
    "creatin": "answer_kidney",
    "liver": "answer_kidney",
    "prostate": "answer_other_cancers",
    "tubes tied": "answer_pregnancy_rules",
    "freeze eggs": "answer_donation",
    "85 years old": "answer_age_limit",
    "walker": "answer_ecog",
    "hep c cured": "answer_viruses",
    "shingles": "answer_infections",
    "delete my data": "answer_privacy",
    "stop anytime": "answer_leaving",
    "new drug": "answer_approved",
    "6 months after cells": "answer_window",
    "spots left": "answer_recruiting",
    "deadline": "answer_window",
    "son on phone": "answer_caregiver",
    "which company": "answer_sponsor",
    "how big": "answer_number_of_people",
    "finish date": "answer_trial_dates",
    "time off work": "answer_visits",
    "how does it work in the body": "iberdomide",
    "capsule or shot": "answer_how_taken",
    "keep samples": "answer_biobanking",
    "men birth control": "answer_rules_for_men",
    "what if no kidneys": "answer_kidney",
}
"""What was typed, and the response that answers it."""

FIRST_AT_LEAST = 0.85
AMONG_THREE_AT_LEAST = 0.95


def places() -> dict[str, int | None]:
    found = {typed: [each.response for each in find(typed)] for typed in SEARCHES}
    wanted = {typed: f"utter_{response}" for typed, response in SEARCHES.items()}
    return {
        typed: found[typed].index(wanted[typed]) if wanted[typed] in found[typed] else None
        for typed in SEARCHES
    }


def test_the_right_answer_is_first_or_nearly_so():
    at = places()
    first = [typed for typed, place in at.items() if place == 0]
    among_three = [typed for typed, place in at.items() if place is not None and place < 3]
    missed = sorted(set(SEARCHES) - set(among_three))
    assert len(first) / len(SEARCHES) >= FIRST_AT_LEAST, sorted(set(SEARCHES) - set(first))
    assert len(among_three) / len(SEARCHES) >= AMONG_THREE_AT_LEAST, missed


@pytest.mark.parametrize("typed", ["pay", "side eff", "where", "placebo", "fda", "hep b", "condom"])
def test_what_is_asked_most_is_first(typed):
    assert find(typed)[0].response == f"utter_{SEARCHES[typed]}"


@pytest.mark.parametrize("typed", ["", "   ", "???", "!!", "/", "\x00", "🙂"])
def test_nothing_is_found_for_nothing(typed):
    assert find(typed) == ()


@pytest.mark.parametrize("typed", ["a" * 5000, "/answer{}", "'; drop table", "﷽", "pay " * 500])
def test_any_text_is_read(typed):
    assert len(find(typed)) <= SHOWN


def test_the_words_are_those_of_the_phone():
    [money, *_] = find("pay")
    assert money.title == "What does it cost, and what is paid for?"
    assert money.words == script.words("utter_answer_money")
    assert "chat" not in find("keep taking meds")[0].words


@pytest.mark.parametrize(
    ("typed", "response"),
    [
        ("caller has chest pain", "utter_emergency"),
        ("can't breathe", "utter_emergency"),
        ("fever 103 now and confused", "utter_emergency"),
        ("I want to kill myself", "utter_suicide_risk"),
        ("he says he wants to die", "utter_suicide_risk"),
    ],
)
def test_danger_comes_before_everything_else(typed, response):
    first, *others = find(typed)
    assert (first.response, first.alarm) == (response, True)
    assert first.words == script.words(response)
    assert not any(each.alarm for each in others)


@pytest.mark.parametrize("typed", ["what if a fever comes", "no chest pain", "pay"])
def test_what_is_no_danger_raises_no_alarm(typed):
    assert not any(each.alarm for each in find(typed))


def test_every_answer_of_the_chat_can_be_found():
    responses = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    listed = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))["answers"]
    assert {name for name in responses if name.startswith("utter_answer_")} <= set(listed)
    assert set(listed) <= set(responses)
    for response, question in listed.items():
        assert response in [each.response for each in find(question["title"])][:2], question["title"]
