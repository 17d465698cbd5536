""" "I'm not sure" and "I'd rather not say", pressed as a key: taken for every question that may go unanswered."""

from datetime import date

import pytest

from bot.conversation.checks import Check, CheckKind
from bot.conversation.facts import CONSENT
from bot.conversation.hearing import hear
from bot.conversation.interview import Interview, Message
from bot.conversation.questions import QUESTIONS
from bot.values import UNKNOWN, Interval

SCREEN_DAY = date(2026, 11, 22)
ASKED_ALONE = sorted(set(QUESTIONS) - {"creatinine_clearance_ml_min", CONSENT})
"""A clearance is taken where creatinine is asked."""


def press(question: str, value: str, interview: Interview):
    facts = {fact: [value] for fact in QUESTIONS[question].settles}
    return hear(interview, QUESTIONS[question], Message("/answer", "answer", facts), SCREEN_DAY)


@pytest.mark.parametrize("question", ASKED_ALONE)
def test_not_knowing_is_taken(question):
    turn = press(question, "unknown", Interview({CONSENT: True}))
    assert turn.interview.answers == {CONSENT: True, **dict.fromkeys(QUESTIONS[question].settles, UNKNOWN)}
    assert turn.interview.memory.declined == ()
    assert [note.response for note in turn.notes] == ["utter_unknown_taken"]


@pytest.mark.parametrize("question", ASKED_ALONE)
def test_rather_not_saying_is_taken_and_remembered(question):
    turn = press(question, "declined", Interview({CONSENT: True}))
    assert turn.interview.answers == {CONSENT: True, **dict.fromkeys(QUESTIONS[question].settles, UNKNOWN)}
    assert turn.interview.memory.declined == QUESTIONS[question].settles
    assert [note.response for note in turn.notes] == ["utter_declined_taken"]


@pytest.mark.parametrize("value", ["unknown", "declined"])
def test_consent_is_a_yes_or_a_no(value):
    """Who is unsure is told more, as with words."""
    assert press(CONSENT, value, Interview()) is None


@pytest.mark.parametrize("value", ["unknown", "declined"])
@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("hiv", {"hepatitis_b": "controlled"}),
        ("had_proteasome_inhibitor", {"had_anti_cd38": True}),
        ("creatinine_mg_dl", {"creatinine_clearance_ml_min": Interval(60, 60)}),
    ],
)
def test_what_was_said_before_is_not_lost(question, value, known):
    """The caller named hepatitis B earlier; not knowing about the three leaves that as it was."""
    turn = press(question, value, Interview({CONSENT: True, **known}))
    assert turn.interview.answers.items() >= known.items()
    assert turn.interview.answers[question] is UNKNOWN
    assert not set(turn.interview.memory.declined) & set(known)


@pytest.mark.parametrize("value", ["unknown", "declined"])
def test_an_answer_that_is_changed_to_not_knowing_is_not_kept(value):
    before = Interview({CONSENT: True, "age": Interval(61, 61)}).reopening("age")
    assert press("age", value, before).interview.answers["age"] is UNKNOWN


def waiting(kind: CheckKind, **readings) -> Interview:
    return Interview({CONSENT: True, "age": Interval(61, 61)}, check=Check(kind, readings, "sixty or so"))


@pytest.mark.parametrize("value", ["unknown", "declined"])
def test_not_knowing_whether_a_reading_is_right_leaves_the_question_unknown(value):
    after = press("prior_lines", value, waiting(CheckKind.CONFIRM, prior_lines=5)).interview
    assert after.answers["prior_lines"] is UNKNOWN
    assert after.check is None


@pytest.mark.parametrize("value", ["unknown", "declined"])
def test_not_knowing_whether_to_change_an_answer_keeps_it(value):
    turn = press("age", value, waiting(CheckKind.CHANGE, age=16))
    assert turn.interview.answers["age"] == Interval(61, 61)
    assert turn.interview.check is None
    assert [note.response for note in turn.notes] == ["utter_kept"]
