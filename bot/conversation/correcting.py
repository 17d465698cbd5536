"""Which earlier answer a message puts right: "actually it was five", "I meant Carvykti", "change my CAR-T date"."""

from collections.abc import Iterator
from datetime import date

from bot.conversation.facts import ASKED
from bot.conversation.interview import Interview
from bot.conversation.possible import within_bounds
from bot.conversation.questions import QUESTIONS, Question
from bot.conversation.understanding import read_words
from bot.language.corrections import without_correction
from bot.language.phrases import PhraseTable
from bot.language.tokens import tokens
from bot.language.word_lists import word_list
from bot.language.yes_no import read_bare_yes_no
from bot.screening.kinds import Choice
from bot.values import UNKNOWN, Answers

_NAMES = PhraseTable(word_list("question_names", "bot.conversation"))


def put_right(interview: Interview, text: str, as_of: date) -> Answers:
    """What a correction says of an earlier answer; empty if it fits none, or several.

    The last answer is meant if the words fit it; else the only earlier choice that they fit.
    """
    text = without_correction(text)
    last, *earlier = _answered(interview) or [None]
    if last and (values := _different(interview, last, text, as_of)):
        return values
    choices = [question for question in earlier if isinstance(ASKED[question.name].kind, Choice)]
    if read_bare_yes_no(text):
        return {}
    found = [values for question in choices if (values := _different(interview, question, text, as_of))]
    return found[0] if len(found) == 1 else {}


def _answered(interview: Interview) -> list[Question]:
    """The questions that have an answer, the latest first."""
    names = [facts[0] for facts in reversed(interview.memory.answered) if facts[0] in QUESTIONS]
    return [QUESTIONS[name] for name in dict.fromkeys(names) if name in interview.answers]


def _different(interview: Interview, question: Question, text: str, as_of: date) -> Answers:
    readings = read_words(question.name, text, as_of)
    values = {fact: within_bounds(fact, reading.value, as_of) for fact, reading in readings.items()}
    return {
        fact: value
        for fact, value in values.items()
        if value is not UNKNOWN and value != interview.answers.get(fact)
    }


def named_question(interview: Interview, text: str) -> Question | None:
    """The one answered question that a message names ("my CAR-T date"); None if it names none, or several."""
    named = set(_named(text)) & set(interview.answers)
    return QUESTIONS[named.pop()] if len(named) == 1 else None


def _named(text: str) -> Iterator[str]:
    return (match.meaning for match in _NAMES.find(tokens(text)))
