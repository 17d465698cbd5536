"""What single messages make of an interview."""

from datetime import date

import pytest

from bot.conversation.checks import CheckKind
from bot.conversation.hearing import hear
from bot.conversation.interview import Interview, Message
from bot.conversation.questions import QUESTIONS
from bot.values import UNKNOWN, Interval

SCREEN_DAY = date(2026, 11, 22)
AFTER_PRODUCT = {"consent": True, "diagnosis": "multiple_myeloma", "car_t_product": "ide_cel"}


def say(question: str, text: str, interview: Interview | None = None):
    return hear(interview or Interview(AFTER_PRODUCT), QUESTIONS[question], Message(text), SCREEN_DAY)


def press(question: str, **facts):
    button = {fact: value if isinstance(value, list) else [value] for fact, value in facts.items()}
    return hear(
        Interview(AFTER_PRODUCT), QUESTIONS[question], Message("/answer", "answer", button), SCREEN_DAY
    )


def days(low: str, high: str) -> Interval:
    return Interval(date.fromisoformat(low), date.fromisoformat(high))


@pytest.mark.parametrize(
    ("question", "text", "facts"),
    [
        (
            "car_t_product",
            "abecma mid august",
            {"car_t_product": "ide_cel", "car_t_infusion_date": days("2026-08-10", "2026-08-20")},
        ),
        ("car_t_product", "carvykti", {"car_t_product": "cilta_cel"}),
        (
            "had_proteasome_inhibitor",
            "Velcade, Revlimid and Dara",
            {"had_proteasome_inhibitor": True, "had_immunomodulatory_agent": True, "had_anti_cd38": True},
        ),
        (
            "had_proteasome_inhibitor",
            "velcade and revlimid",
            {"had_proteasome_inhibitor": True, "had_immunomodulatory_agent": True},
        ),
        ("had_anti_cd38", "yes", {"had_anti_cd38": True}),
        (
            "had_proteasome_inhibitor",
            "idk",
            {
                "had_proteasome_inhibitor": UNKNOWN,
                "had_immunomodulatory_agent": UNKNOWN,
                "had_anti_cd38": UNKNOWN,
            },
        ),
        ("hiv", "none", {"hiv": "no", "hepatitis_b": "no", "hepatitis_c": "no"}),
        ("prior_lines", "4 or 5 I think", {"prior_lines": Interval(4, 5)}),
        ("prior_lines", "more than three", {"prior_lines": Interval(4, 30)}),
        ("age", "I'd rather not say", {"age": UNKNOWN}),
        ("medications", "none", {"medications": ()}),
        ("creatinine_mg_dl", "egfr >60", {"creatinine_clearance_ml_min": Interval(60, 10_000_000)}),
        ("anc_per_mm3", "it isn't on here", {"anc_per_mm3": UNKNOWN}),
        ("labs_at_hand", "I have them here", {"labs_at_hand": True}),
        ("labs_at_hand", "got my results right here", {"labs_at_hand": True}),
        ("labs_at_hand", "yes, my doctor gave me a copy", {"labs_at_hand": True}),
        (
            "labs_at_hand",
            "I have my labs, creatinine 1.1",
            {"labs_at_hand": True, "creatinine_mg_dl": Interval(1.1, 1.1)},
        ),
        ("labs_at_hand", "not with me", {"labs_at_hand": False}),
        ("labs_at_hand", "my doctor has them", {"labs_at_hand": False}),
        ("labs_at_hand", "no", {"labs_at_hand": False}),
        ("labs_at_hand", "no, I have them at home", {"labs_at_hand": False}),
    ],
)
def test_what_words_answer(question, text, facts):
    assert say(question, text).interview.answers == AFTER_PRODUCT | facts


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("age", "my sister is 45"),
        ("age", "why do you ask?"),
        ("car_t_infusion_date", "the day my dog died"),
        ("prior_lines", "blorb"),
        ("consent", "I'm not sure"),
        ("zip_code", "springfield"),
    ],
)
def test_what_is_no_answer(question, text):
    assert say(question, text, Interview()) is None


@pytest.mark.parametrize(
    ("question", "text", "response"),
    [
        ("age", "150", "utter_impossible_number"),
        ("prior_lines", "400", "utter_impossible_number"),
        ("car_t_infusion_date", "may 5 1999", "utter_impossible_date"),
        ("car_t_infusion_date", "may 5 2031", "utter_impossible_date"),
        ("steroid_last_dose_date", "december 5 2026", "utter_impossible_date"),
    ],
)
def test_what_cannot_be_changes_nothing(question, text, response):
    turn = say(question, text)
    assert turn.interview.answers == AFTER_PRODUCT
    assert [note.response for note in turn.notes] == [response]


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("age", {"consent": True}),
        ("age", {"age": "many"}),
        ("age", {"age": 61, "diagnosis": "other"}),
        ("diagnosis", {"diagnosis": "nonsense"}),
    ],
)
def test_buttons_that_belong_elsewhere_are_no_answer(question, facts):
    assert press(question, **facts) is None


def test_a_declined_answer_is_unknown_to_the_criteria_and_remembered():
    interview = press("age", age="declined").interview
    assert interview.answers["age"] is UNKNOWN
    assert interview.memory.declined == ("age",)


def test_a_vague_date_over_the_boundary_is_kept_and_narrowed_once():
    turn = say("car_t_infusion_date", "august")
    assert turn.interview.answers["car_t_infusion_date"] == days("2026-08-01", "2026-08-31")
    assert turn.interview.check.kind is CheckKind.NARROW
    again = say("car_t_infusion_date", "I don't know", turn.interview)
    assert again.interview.check is None
    assert again.interview.answers["car_t_infusion_date"] == days("2026-08-01", "2026-08-31")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("before", ("2026-08-01", "2026-08-03")),
        ("before august 4", ("2026-08-01", "2026-08-03")),
        ("after", ("2026-08-04", "2026-08-31")),
        ("august 4 or later", ("2026-08-04", "2026-08-31")),
        ("it was the 20th of august", ("2026-08-20", "2026-08-20")),
        ("mid august", ("2026-08-10", "2026-08-20")),
    ],
)
def test_narrowing_in_words(text, left):
    vague = say("car_t_infusion_date", "august").interview
    assert say("car_t_infusion_date", text, vague).interview.answers["car_t_infusion_date"] == days(*left)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", days("2026-08-20", "2026-08-20")),
        ("no", None),
        ("no, it was august 21", days("2026-08-21", "2026-08-21")),
    ],
)
def test_a_doubtful_reading_waits_for_a_word(text, value):
    waiting = say("car_t_infusion_date", "20.8.2026").interview
    assert "car_t_infusion_date" not in waiting.answers
    heard = say("car_t_infusion_date", text, waiting).interview
    assert heard.check is None
    assert heard.answers.get("car_t_infusion_date") == value


def test_a_doubtful_no_is_checked_before_it_ends_the_screen():
    assert say("disease_status", "I think it came back").interview.check.kind is CheckKind.CONFIRM
    assert say("disease_status", "I think I'm in remission").interview.check is None


def test_going_back_takes_one_answer_and_all_it_gave():
    two = say("disease_status", "stable", say("car_t_infusion_date", "august 20").interview).interview
    one = two.one_back()
    assert "disease_status" not in one.answers
    assert "car_t_infusion_date" not in one.one_back().answers


@pytest.mark.parametrize(
    ("question", "text", "fact", "raw"),
    [
        ("car_t_infusion_date", "day 95 today", "car_t_infusion_date", "2026-08-19"),
        ("had_proteasome_inhibitor", "none", "had_proteasome_inhibitor", False),
        ("had_proteasome_inhibitor", "velcade but no dara", "had_anti_cd38", False),
        ("hiv", "hepatitis C, cured in 2016", "hiv", "no"),
        ("contraception_agreement", "no", "contraception_agreement", "decline"),
        ("prior_lines", "VRd, transplant, then rev. It came back, then dara", "prior_lines", 2),
        ("therapy_since_car_t", "velcade", "therapy_since_car_t", ["myeloma_treatment"]),
    ],
)
def test_what_is_checked_before_it_counts(question, text, fact, raw):
    check = say(question, text).interview.check
    assert check.kind is CheckKind.CONFIRM
    assert check.readings[fact] == raw


LINES_TOLD = "velcade and kyprolis"
"""Heard as one line or two, which would end the screen."""


@pytest.mark.parametrize("text", ["yes", "yes, that's right", "yep that is what I said", "yes 1 or 2"])
def test_a_plain_yes_ends_the_wait(text):
    waiting = say("prior_lines", LINES_TOLD).interview
    heard = say("prior_lines", text, waiting).interview
    assert (heard.check, heard.answers["prior_lines"]) == (None, Interval(1, 2))


@pytest.mark.parametrize("text", ["revlimid yes", "yes and then revlimid and a transplant"])
def test_a_yes_that_tells_of_more_is_checked_anew(text):
    waiting = say("prior_lines", LINES_TOLD).interview
    heard = say("prior_lines", text, waiting).interview
    assert heard.check.kind is CheckKind.CONFIRM
    assert "prior_lines" not in heard.answers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no nothing since", frozenset({"none"})),
        ("no, just steroids", frozenset({"steroids_for_side_effects"})),
        ("no", None),
        ("oh no that was before", None),
        ("no, that's not right", None),
    ],
)
def test_a_no_is_heard_with_the_answer_beside_it(text, value):
    waiting = say("therapy_since_car_t", "velcade").interview
    heard = say("therapy_since_car_t", text, waiting).interview
    assert (heard.check, heard.answers.get("therapy_since_car_t")) == (None, value)


def test_a_yes_with_another_number_is_that_number():
    waiting = say("prior_lines", LINES_TOLD).interview
    assert say("prior_lines", "yes, but 5 in all", waiting).interview.answers["prior_lines"] == Interval(5, 5)


def test_an_answer_taken_back_into_privacy_is_remembered_as_declined():
    before = say("car_t_infusion_date", "august 20").interview.reopening("car_t_infusion_date")
    after = say("car_t_infusion_date", "I'd rather not say", before).interview
    assert after.answers["car_t_infusion_date"] is UNKNOWN
    assert after.memory.declined == ("car_t_infusion_date",)
