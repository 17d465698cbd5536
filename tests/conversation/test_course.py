"""The course of an interview asks what the interview itself would ask."""

from anybody import TODAY, answers, values
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.course import Course
from bot.conversation.facts import CONSENT
from bot.conversation.questions import next_question
from bot.trial.facts import FACTS

BEFORE = answers().map(lambda given: {CONSENT: True, **given})


@given(BEFORE, st.lists(st.sampled_from(sorted(FACTS)), max_size=6), st.booleans(), st.data())
def test_what_is_supposed_counts_like_what_was_said(said, supposed, going_on, data):
    course = Course(said, TODAY)
    for fact in supposed:
        course.suppose({fact: data.draw(values(FACTS[fact]))})
        assert course.next_question(going_on) == next_question(course.answers, TODAY, going_on)
    assert course.open_criteria == Course(course.answers, TODAY).open_criteria


def test_what_was_said_stays_as_it_was():
    said = {CONSENT: True}
    Course(said, TODAY).suppose({"diagnosis": "other"})
    assert said == {CONSENT: True}
