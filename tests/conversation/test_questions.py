"""Which question comes next, and that every interview ends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import FITS_THE_TRIAL

from bot.conversation.facts import ASKED, CONSENT, LABS_AT_HAND, of_the_trial
from bot.conversation.questions import LABORATORY_QUESTIONS, QUESTIONS, next_question
from bot.screening.verdict import Outcome
from bot.trial.screen import screen
from bot.values import UNKNOWN, Interval

SCREEN_DAY = date(2026, 11, 22)

QUALIFIES = {"consent": True, **FITS_THE_TRIAL, "labs_at_hand": False, "zip_code": "50309"}
WOMAN_PAST_MENOPAUSE = {
    **QUALIFIES,
    "sex_at_birth": "female",
    "reproductive_status": "menopause_over_24_months",
}
PAST_THE_WINDOW = {**QUALIFIES, "car_t_infusion_date": "2026-08-03"}
ANOTHER_CAR_T = {**QUALIFIES, "car_t_product": "cilta_cel"}
LABS_IN_FRONT = {
    **QUALIFIES,
    "labs_at_hand": True,
    "anc_per_mm3": 2000,
    "platelets_per_mm3": 150000,
    "creatinine_mg_dl": 0.9,
    "bilirubin_x_uln": 1,
    "ast_alt_x_uln": 1,
    "recent_growth_factor_or_transfusion": False,
}


def interview(person: dict) -> list[str]:
    """The questions that a person is asked who answers each one as told."""
    answers, asked = {}, []
    while question := next_question(answers, SCREEN_DAY):
        asked.append(question.name)
        for fact in question.open_facts(answers):
            if fact in person:
                answers[fact] = ASKED[fact].read(person[fact], SCREEN_DAY)
    return asked


@pytest.mark.parametrize(
    ("person", "most"),
    [
        (QUALIFIES, 24),
        (WOMAN_PAST_MENOPAUSE, 24),
        (PAST_THE_WINDOW, 5),
        (ANOTHER_CAR_T, 5),
        (LABS_IN_FRONT, 30),
    ],
    ids=[
        "a man who qualifies",
        "a woman past menopause",
        "past the window",
        "another CAR-T",
        "laboratory values",
    ],
)
def test_how_many_questions(person, most):
    assert len(interview(person)) <= most


def test_the_order_is_most_deciding_first():
    asked = interview(QUALIFIES)
    assert asked[:4] == ["consent", "diagnosis", "car_t_product", "car_t_infusion_date"]
    assert asked[-2:] == ["labs_at_hand", "zip_code"]


def test_a_woman_past_menopause_is_not_asked_about_pregnancy():
    assert not {"pregnant_or_nursing", "contraception_agreement"} & set(interview(WOMAN_PAST_MENOPAUSE))


def test_laboratory_values_are_asked_only_if_at_hand():
    assert not set(LABORATORY_QUESTIONS) & set(interview(QUALIFIES))
    assert set(LABORATORY_QUESTIONS) <= set(interview(LABS_IN_FRONT))


@pytest.mark.parametrize("consent", [False, UNKNOWN])
def test_without_consent_nothing_is_asked(consent):
    assert next_question({CONSENT: consent}, SCREEN_DAY) is None


@given(st.data())
def test_every_interview_ends_and_asks_nothing_twice(data):
    """Whatever is answered, with every value a fact can have drawn at random."""
    answers, asked = {CONSENT: True}, []
    while question := next_question(answers, SCREEN_DAY):
        assert question.name not in answers
        asked.append(question.name)
        for fact in question.open_facts(answers):
            answers[fact] = data.draw(value_of(fact))
    assert len(asked) == len(set(asked)) <= len(QUESTIONS)
    screening = screen(of_the_trial(answers), SCREEN_DAY)
    assert screening.outcome is not Outcome.INCOMPLETE


def value_of(fact: str) -> st.SearchStrategy:
    kind = type(ASKED[fact].kind).__name__
    unknown = st.just(UNKNOWN)
    if kind == "Truth":
        return st.booleans() if fact == LABS_AT_HAND else st.booleans() | unknown
    if kind == "Choice":
        return st.sampled_from(ASKED[fact].kind.words) | unknown
    if kind == "Choices":
        return st.frozensets(st.sampled_from(ASKED[fact].kind.words), min_size=1) | unknown
    if kind == "Date":
        days = st.dates(date(2026, 7, 1), date(2027, 1, 1))
        return st.tuples(days, days).map(lambda two: Interval(min(two), max(two))) | unknown
    if kind == "Amount":
        most = 4 if fact == "ecog" else 120
        numbers = st.integers(0, min(most, 30))
        return st.tuples(numbers, numbers).map(lambda two: Interval(min(two), max(two))) | unknown
    return st.just(("acyclovir",)) | unknown if kind == "Names" else st.just("50309") | unknown
