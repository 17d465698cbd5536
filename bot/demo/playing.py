"""Plays a sample person through the interview itself: every verdict comes of it, and none is made up."""

from dataclasses import dataclass

from bot.callcenter.changes import keys_of
from bot.conversation.asking import open_question
from bot.conversation.checks import CheckKind
from bot.conversation.facts import CONSENT, ZIP_CODE
from bot.conversation.hearing import hear
from bot.conversation.interview import Interview, Message
from bot.conversation.questions import QUESTIONS, Question
from bot.conversation.result import Ending, end
from bot.demo.people import SamplePerson
from bot.trial.facts import FACTS

MOST_TURNS = 80


@dataclass(frozen=True, slots=True)
class Played:
    """One turn: the question that was open, the words for it, and the interview before and after."""

    question: Question
    words: str
    before: Interview
    after: Interview


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole talk; `ending` is None for somebody who left, or did not consent."""

    person: SamplePerson
    turns: tuple[Played, ...]
    asked: Question | None
    ending: Ending | None


def play(person: SamplePerson) -> Talk:
    """The talk of a person, on its own day."""
    interview, turns = Interview(), []
    while (question := _asked(interview, person)) and len(turns) < min(person.patience, MOST_TURNS):
        message = _answer(interview, question, person)
        turn = hear(interview, question, message, person.day)
        if turn is None:
            raise LookupError(f"sample words for {question.name} are no answer to it")
        turns.append(Played(question, _words(message, interview), interview, turn.interview))
        interview = turn.interview
    finished = question is None and interview.answers.get(CONSENT) is True
    return Talk(person, tuple(turns), question, end(interview, person.day) if finished else None)


def _asked(interview: Interview, person: SamplePerson) -> Question | None:
    if interview.check:
        return next(each for each in QUESTIONS.values() if interview.check.fact in each.settles)
    return open_question(interview, person.day)


def _answer(interview: Interview, question: Question, person: SamplePerson) -> Message:
    check = interview.check
    if check is None:
        return person.answers[question.name]
    if check.kind is CheckKind.NARROW:
        return Message("", "answer", {check.fact: [check.readings[check.fact][0]]})
    return Message("yes")


def _words(message: Message, interview: Interview) -> str:
    """What the records keep of it: the words, or the title of a button in square brackets."""
    if not message.button:
        return message.text
    return f"[{'; '.join(_title(fact, raw[0]) for fact, raw in message.button.items())}]"


def _title(fact: str, raw: object) -> str:
    known = {key.name: key.title for key in keys_of(fact)} if fact in {*FACTS, ZIP_CODE} else {}
    return known.get(str(raw).lower(), "the one that fits best")
