"""On the phone the choices are read out, and callers repeat parts of them: each part is heard as its choice."""

from datetime import date

import pytest

from bot.conversation.facts import ASKED
from bot.conversation.hearing import hear
from bot.conversation.interview import Interview, Message
from bot.conversation.questions import QUESTIONS

SCREEN_DAY = date(2026, 11, 22)

REPEATED = {
    "diagnosis": {
        "multiple_myeloma": ["multiple myeloma"],
        "plasma_cell_leukemia": ["plasma cell leukemia"],
        "smoldering_or_mgus": ["smoldering myeloma", "MGUS"],
        "other": ["something else"],
    },
    "car_t_product": {
        "ide_cel": ["Abecma", "ide-cel"],
        "cilta_cel": ["Carvykti", "cilta-cel"],
        "other": ["another CAR-T", "another one"],
        "none": ["I have not had CAR-T"],
    },
    "disease_status": {
        "response": ["better", "it is better", "in remission"],
        "stable": ["about the same", "stable"],
        "progressed": ["it has come back", "got worse", "worse"],
    },
    "therapy_since_car_t": {
        ("none",): ["none of these", "none"],
        ("steroids_for_side_effects",): ["steroids for CAR-T side effects"],
        ("physiologic_steroids",): ["low-dose steroids", "low dose steroids that I always take"],
        ("radiation",): ["radiation"],
        ("myeloma_treatment",): ["a myeloma medicine"],
    },
    "steroid_last_dose_date": {"still_taking": ["I still take them", "still taking them"]},
    "iberdomide_progression": {
        "on_treatment": ["while I took it", "while taking it"],
        "within_60_days": ["within 60 days"],
        "after_60_days": ["more than 60 days after"],
        "none": ["no"],
    },
    "ecog": {
        1: ["light work is fine"],
        2: ["I care for myself but cannot work"],
        3: ["in bed or a chair most of the day"],
        4: ["in bed or a chair all day"],
    },
    "car_t_side_effects": {
        "none_or_mild": ["no", "only mild ones", "mild"],
        "only_fatigue_or_hair_loss": ["only tiredness", "hair loss"],
        "moderate_or_severe": ["moderate", "bad ones"],
    },
    "sex_at_birth": {"female": ["female"], "male": ["male"], "intersex": ["intersex"]},
    "reproductive_status": {
        "menstruating": ["I have periods"],
        "menopause_over_24_months": ["over two years", "no period for over two years"],
        "menopause_12_to_24_months": ["one to two years"],
        "stopped_by_treatment": ["treatment stopped my periods"],
        "hysterectomy": ["my womb was removed", "my womb was taken out"],
        "bilateral_oophorectomy": ["both ovaries were removed"],
        "tubal_ligation": ["my tubes are tied"],
        "never_menstruated": ["never had a period"],
    },
    "infection": {
        "none": ["no", "neither"],
        "recent_resolved": ["one a short time ago", "it is over", "I had one but it is over"],
        "preventive_antibiotics": ["pills to prevent one", "only to prevent one"],
        "active": ["yes now", "I have one now"],
    },
    "hepatitis_b": {
        "no": ["never had it", "never"],
        "controlled": ["no virus is found now", "I had it, no virus found"],
        "not_controlled": ["the virus is still found", "still found"],
    },
    "hepatitis_c": {
        "no": ["never had it"],
        "cured": ["it was cured", "cured"],
        "on_treatment_undetectable": ["in treatment, no virus is found"],
        "not_controlled": ["not cured"],
    },
    "poems_or_amyloidosis": {
        "none": ["no"],
        "poems": ["POEMS"],
        "amyloidosis_vital_organ": ["amyloidosis in the heart", "in the kidney"],
        "amyloidosis_other_site": ["only in the skin"],
    },
    "other_cancer": {
        "none": ["no"],
        "past_treated": ["in the past and treated", "in the past"],
        "active": ["I have it now"],
    },
    "bilirubin_x_uln": {(0, 1): ["normal", "it is normal"]},
    "ast_alt_x_uln": {(0, 1): ["both normal", "they are normal", "both are normal"]},
}
"""Question, choice, and how callers repeat it."""

SAID = [
    pytest.param(question, choice, words, id=f"{question}: {words}")
    for question, choices in REPEATED.items()
    for choice, repeated in choices.items()
    for words in repeated
]


@pytest.mark.parametrize(("question", "choice", "words"), SAID)
def test_a_choice_repeated_is_that_choice(question, choice, words):
    """At once, or after the caller was asked whether it is right; never another choice."""
    turn = hear(Interview({"consent": True}), QUESTIONS[question], Message(words), SCREEN_DAY)
    interview = turn.interview
    heard = interview.check.readings[question] if interview.check else written(question, interview.answers)
    assert heard == in_json(choice)


def written(question, answers):
    return ASKED[question].write(answers[question])


def in_json(choice):
    match choice:
        case (int(low), int(high)):
            return {"min": low, "max": high}
        case tuple():
            return list(choice)
    return choice


@pytest.mark.parametrize("words", ["the first one", "number three", "the third", "the last one"])
def test_the_place_of_a_choice_is_no_grade(words):
    """The grades count from 0, and what is read out counts from one: nobody's third choice is grade 3."""
    turn = hear(Interview({"consent": True}), QUESTIONS["ecog"], Message(words), SCREEN_DAY)
    assert turn is None or turn.interview.answers == {"consent": True}
