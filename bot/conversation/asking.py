"""Which question is open."""

from datetime import date

from bot.conversation.interview import Interview
from bot.conversation.questions import QUESTIONS, Question, next_question


def open_question(interview: Interview, as_of: date) -> Question | None:
    """The question that waits for its answer: one that the person wants to answer anew, or the next one."""
    if interview.memory.reopened:
        return QUESTIONS[interview.memory.reopened]
    return next_question(interview.answers, as_of, interview.memory.going_on)
