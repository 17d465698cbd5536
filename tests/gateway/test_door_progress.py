"""How many questions are left: a bound that holds, and an estimate that fits ordinary people."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.facts import ASKED
from bot.conversation.questions import next_question
from bot.gateway.progress import questions_left_about, questions_left_at_most
from bot.screening.kinds import Amount, Choice, Choices, Date, Truth
from bot.values import UNKNOWN


def possible_answers(fact, today):
    """Any answer that a person may give to a question."""
    match ASKED[fact].kind:
        case Choice(words=words):
            raw = st.sampled_from(words)
        case Choices(words=words):
            raw = st.sampled_from([[word] for word in words])
        case Truth():
            raw = st.booleans()
        case Amount(most=most):
            raw = st.integers(0, int(most or 200_000))
        case Date():
            raw = st.integers(0, 200).map(lambda days: (today - timedelta(days=days)).isoformat())
        case _:
            raw = st.just(["Omaha"]) if fact == "medications" else st.just("68105")
    known = raw.map(lambda value: ASKED[fact].read(value, today))
    return known if fact == "zip_code" else known | st.just(UNKNOWN)


def interview(data, today):
    """A whole interview with any answers: what is known before each question."""
    answers = {"consent": True}
    while question := next_question(answers, today):
        yield dict(answers), question
        answers[question.name] = data.draw(possible_answers(question.name, today))
        for fact in question.settles[1:]:
            if fact not in answers and data.draw(st.booleans()):
                answers[fact] = data.draw(possible_answers(fact, today))


@given(st.data())
def test_no_interview_is_longer_than_the_bound(screen_day, data):
    turns = list(interview(data, screen_day))
    bounds = [questions_left_at_most(known, screen_day) for known, _ in turns]
    for place, bound in enumerate(bounds):
        assert len(turns) - place <= bound
    assert bounds == sorted(bounds, reverse=True)


@given(st.data())
def test_the_estimate_is_within_the_bound_and_not_zero_while_something_is_asked(screen_day, data):
    for known, _ in interview(data, screen_day):
        assert 1 <= questions_left_about(known, screen_day) <= questions_left_at_most(known, screen_day)


def test_at_the_end_nothing_is_left(screen_day):
    over = {"consent": True, "age": ASKED["age"].read(17, screen_day)}
    assert questions_left_at_most(over, screen_day) == questions_left_about(over, screen_day) == 0
    assert questions_left_about(over, screen_day, going_on=True) > 10


def test_an_answer_takes_one_from_the_estimate(screen_day):
    known = {"consent": True}
    before = questions_left_about(known, screen_day)
    known["diagnosis"] = ASKED["diagnosis"].read("multiple_myeloma", screen_day)
    assert questions_left_about(known, screen_day) == before - 1
    known["iberdomide_history"] = ASKED["iberdomide_history"].read("took", screen_day)
    assert questions_left_about(known, screen_day) == before - 1
