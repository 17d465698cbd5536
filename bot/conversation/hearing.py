"""One message, heard as the answer to the open question, or as a change of an earlier one."""

from collections.abc import Iterable
from datetime import date

from bot.conversation.changing import change
from bot.conversation.checking import hear_check
from bot.conversation.checks import CheckKind
from bot.conversation.correcting import put_right
from bot.conversation.interview import Interview, Message, Note, Turn
from bot.conversation.possible import within_bounds
from bot.conversation.questions import Question
from bot.conversation.taking import take
from bot.conversation.understanding import Understood, read_answer, read_button
from bot.conversation.volunteered import read_volunteered
from bot.language.corrections import says_correction, says_keep
from bot.language.reading import Reading
from bot.values import UNKNOWN, Answers, Value


def hear(interview: Interview, question: Question, message: Message, as_of: date) -> Turn | None:
    """What a message makes of the interview, or None when it is no answer to anything that was asked.

    An impossible answer changes nothing and is named in the turn's notes. A doubtful reading waits for the
    person's yes; a vague answer that lies on both sides of a boundary is kept, and asked about once. What else
    the message plainly states is taken too; where that differs from an earlier answer, the person is asked.
    """
    if interview.check:
        return _hear_while_waiting(interview, question, message, as_of)
    if message.button:
        # Who answers anew may take back all that the question settles.
        known = {} if interview.memory.reopened else interview.answers
        understood = read_button(question, message.button, as_of, known)
        return take(interview, understood, message.text, as_of) if understood else None
    return _hear_words(interview, question, message.text, as_of)


def _hear_while_waiting(
    interview: Interview, question: Question, message: Message, as_of: date
) -> Turn | None:
    """A word on the reading that waits; or else a message as any other, for which the reading is dropped."""
    settled = hear_check(interview, question, message, as_of)
    if isinstance(settled, Understood):
        return take(interview.with_check(None), settled, message.text, as_of)
    if settled or message.button or interview.check.kind is CheckKind.NARROW:
        return settled
    return _hear_words(interview.with_check(None), question, message.text, as_of)


def _hear_words(interview: Interview, question: Question, text: str, as_of: date) -> Turn | None:
    if interview.memory.reopened and says_keep(text):
        return Turn(interview.keeping(), (Note("utter_kept"),))
    stated = read_volunteered(text, as_of)
    if says_correction(text) and not interview.memory.reopened:
        corrected = _differing(interview.answers, stated, as_of) or put_right(interview, text, as_of)
        if corrected:
            return change(interview, corrected, as_of)
    understood = _with_stated(
        interview, read_answer(question, text, interview.answers, as_of, stated), stated
    )
    if understood:
        return take(interview, understood, text, as_of)
    differing = _differing(interview.answers, stated, as_of)
    doubtful = any(stated[fact].confirm for fact in differing)
    return change(interview, differing, as_of, doubtful) if differing else None


def _with_stated(
    interview: Interview, understood: Understood | None, stated: dict[str, Reading]
) -> Understood | None:
    """What was understood, with what else the message states of facts that have no answer yet."""
    new = {
        fact: reading.value
        for fact, reading in stated.items()
        if fact not in interview.answers and not reading.confirm
    }
    if not understood:
        return Understood({}).with_values(new) if new else None
    return understood.with_values(new)


def recall(interview: Interview, earlier: Iterable[str], as_of: date) -> Turn:
    """The turn that takes what a person plainly said before they consented, so that none of it is asked again."""
    stated: dict[str, Value] = {}
    for text in earlier:
        stated |= {fact: r.value for fact, r in read_volunteered(text, as_of).items() if not r.confirm}
    new = {fact: value for fact, value in stated.items() if fact not in interview.answers}
    return take(interview, Understood({}).with_values(new), "", as_of) if new else Turn(interview)


def _differing(answers: Answers, stated: dict[str, Reading], as_of: date) -> Answers:
    """What the message states otherwise than an earlier answer."""
    values = {fact: within_bounds(fact, r.value, as_of) for fact, r in stated.items() if fact in answers}
    return {fact: value for fact, value in values.items() if value is not UNKNOWN and value != answers[fact]}
