"""Which question is open, and which is asked."""

from datetime import date

from bot.conversation.interview import Interview
from bot.conversation.questions import QUESTIONS, Question, next_question


def open_question(interview: Interview, as_of: date) -> Question | None:
    """The question that waits for its answer: one that the person wants to answer anew, or the next one."""
    if interview.memory.reopened:
        return QUESTIONS[interview.memory.reopened]
    return next_question(interview.answers, as_of, interview.memory.going_on)


def asked_question(interview: Interview, as_of: date) -> Question | None:
    """The question that the person has before them: the one that a waiting reading answers, else the open one."""
    return QUESTIONS[interview.check.fact] if interview.check else open_question(interview, as_of)
