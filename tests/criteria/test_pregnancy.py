"""Childbearing potential, pregnancy and nursing, preventing pregnancy."""

import pytest
from nurse_table import decide, table

NOT_OF_CHILDBEARING_POTENTIAL = (
    "hysterectomy",
    "bilateral_oophorectomy",
    "menopause_over_24_months",
    "never_menstruated",
)
MAY_BEAR_A_CHILD = ("menstruating", "stopped_by_treatment", "unknown")


def person(sex=None, status=None, pregnant=None):
    answers = {"sex_at_birth": sex, "reproductive_status": status, "pregnant_or_nursing": pregnant}
    return {fact: answer for fact, answer in answers.items() if answer is not None}


@table(
    ("a man is not asked", person("male"), "met"),
    ("a man, whatever he says", person("male", pregnant=True), "met"),
    ("pregnant or nursing", person("female", "menstruating", True), "not_met"),
    ("pregnant, the rest not asked", person("female", pregnant=True), "not_met"),
    ("nursing after a hysterectomy", person("female", "hysterectomy", True), "not_met"),
    ("not pregnant", person("female", "menstruating", False), "met"),
    ("not pregnant, status not asked", person("female", pregnant=False), "met"),
    ("pregnancy not known", person("female", "menstruating", "unknown"), "unknown"),
    ("pregnancy not known, status not asked", person("female", pregnant="unknown"), "missing"),
    ("pregnancy not asked", person("female", "menstruating"), "missing"),
    ("tubal ligation, not asked", person("female", "tubal_ligation"), "missing"),
    ("early menopause, not asked", person("female", "menopause_12_to_24_months"), "missing"),
    ("status not known, not asked", person("female", "unknown"), "missing"),
    ("only sex asked", person("female"), "missing"),
    ("sex not known, pregnant", person("unknown", pregnant=True), "not_met"),
    ("sex not known, not pregnant", person("unknown", pregnant=False), "team_review"),
    ("sex not known: nothing more is asked", person("unknown"), "team_review"),
    ("intersex, pregnant", person("intersex", pregnant=True), "not_met"),
    ("intersex: nothing more is asked", person("intersex"), "team_review"),
    ("sex not asked, pregnant", person(pregnant=True), "missing"),
    ("not asked", {}, "missing"),
)
def test_not_pregnant_or_nursing(answers, verdict):
    assert decide("not_pregnant_or_nursing", answers).verdict == verdict


@pytest.mark.parametrize("status", NOT_OF_CHILDBEARING_POTENTIAL)
def test_who_cannot_bear_a_child_is_not_asked_about_pregnancy(status):
    assert decide("not_pregnant_or_nursing", person("female", status)).verdict == "met"


def prevention(sex=None, agreement=None, status=None, age=None):
    answers = {
        "sex_at_birth": sex,
        "contraception_agreement": agreement,
        "reproductive_status": status,
        "age": age,
    }
    return {fact: answer for fact, answer in answers.items() if answer is not None}


MENOPAUSE = "menopause_12_to_24_months"


@table(
    ("a man agrees", prevention("male", "agree"), "met"),
    ("a man is abstinent", prevention("male", "abstinent"), "met"),
    ("a man declines", prevention("male", "decline"), "not_met"),
    ("a man does not know", prevention("male", "unknown"), "team_review"),
    ("a man is not asked yet", prevention("male"), "missing"),
    ("a woman agrees, status not asked", prevention("female", "agree"), "met"),
    ("a woman is abstinent, status not asked", prevention("female", "abstinent"), "met"),
    ("a woman declines, status not asked", prevention("female", "decline"), "missing"),
    ("a woman does not know, status not asked", prevention("female", "unknown"), "missing"),
    ("tubal ligation, agrees", prevention("female", "agree", "tubal_ligation"), "met"),
    ("tubal ligation, declines", prevention("female", "decline", "tubal_ligation"), "team_review"),
    ("tubal ligation, does not know", prevention("female", "unknown", "tubal_ligation"), "team_review"),
    ("tubal ligation, not asked", prevention("female", None, "tubal_ligation"), "missing"),
    ("menopause at 44, declines", prevention("female", "decline", MENOPAUSE, 44), "not_met"),
    ("menopause at 44, does not know", prevention("female", "unknown", MENOPAUSE, 44), "team_review"),
    ("menopause at 45, declines", prevention("female", "decline", MENOPAUSE, 45), "team_review"),
    ("menopause at 44 or 45, declines",
     prevention("female", "decline", MENOPAUSE, {"min": 44, "max": 45}), "unknown"),
    ("menopause at 44 or 45, does not know",
     prevention("female", "unknown", MENOPAUSE, {"min": 44, "max": 45}), "team_review"),
    ("menopause at 44 or 45, agrees",
     prevention("female", "agree", MENOPAUSE, {"min": 44, "max": 45}), "met"),
    ("menopause at 44 or 45, not asked",
     prevention("female", None, MENOPAUSE, {"min": 44, "max": 45}), "missing"),
    ("menopause, age not asked, declines", prevention("female", "decline", MENOPAUSE), "team_review"),
    ("menopause, age not known, declines",
     prevention("female", "decline", MENOPAUSE, "unknown"), "team_review"),
    ("intersex: nothing more is asked", prevention("intersex"), "team_review"),
    ("intersex, agrees", prevention("intersex", "agree"), "team_review"),
    ("sex not known, declines", prevention("unknown", "decline"), "team_review"),
    ("sex not asked, agrees", prevention(None, "agree"), "missing"),
    ("not asked", {}, "missing"),
)  # fmt: skip
def test_pregnancy_prevention(answers, verdict):
    assert decide("pregnancy_prevention", answers).verdict == verdict


@pytest.mark.parametrize("status", NOT_OF_CHILDBEARING_POTENTIAL)
@pytest.mark.parametrize("agreement", [None, "decline", "unknown", "agree"])
def test_who_cannot_bear_a_child_has_nothing_to_prevent(status, agreement):
    assert decide("pregnancy_prevention", prevention("female", agreement, status)).verdict == "met"


@pytest.mark.parametrize("status", MAY_BEAR_A_CHILD)
@pytest.mark.parametrize(
    ("agreement", "verdict"),
    [
        ("agree", "met"),
        ("abstinent", "met"),
        ("decline", "not_met"),
        ("unknown", "team_review"),
        (None, "missing"),
    ],
)
def test_who_may_bear_a_child_is_asked_as_a_man_is(status, agreement, verdict):
    assert decide("pregnancy_prevention", prevention("female", agreement, status)).verdict == verdict


@pytest.mark.parametrize("surgery", ["hysterectomy", "bilateral_oophorectomy"])
def test_surgery_that_is_claimed_is_noted(surgery):
    assert decide("pregnancy_prevention", prevention("female", status=surgery)).reason == "surgery"


def test_what_prevention_lacks_first():
    assert decide("pregnancy_prevention", {}).lacks == "sex_at_birth"
    assert decide("pregnancy_prevention", prevention("female")).lacks == "reproductive_status"
    assert decide("pregnancy_prevention", prevention("male")).lacks == "contraception_agreement"
