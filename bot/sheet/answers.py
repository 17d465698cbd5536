"""An answer on the sheet: what the person said, and what was understood, in plain words."""

from dataclasses import dataclass

from bot.sheet.words import sheet_words
from bot.trial.saying import fact_title, say_answer
from bot.values import Interval, Value

LONGEST_WORDS = 200
"""Of a longer message the beginning is shown, so that one answer never fills the sheet."""


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """The answer to one fact. `words` is what the person typed, or the title of a button in square brackets;
    empty where it was not kept. `declined`: the person would rather not say, and `value` is UNKNOWN.
    """

    fact: str
    value: Value
    words: str = ""
    declined: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer as it is printed."""

    title: str
    words: str
    understood: str


def answer_line(answer: SheetAnswer) -> AnswerLine:
    """The answer in plain words."""
    return AnswerLine(fact_title(answer.fact), _own_words(answer.words), _understood(answer))


def printable(text: str) -> str:
    """The text on one line, without the letters that cannot be seen: some of them turn a line around."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _own_words(words: str) -> str:
    said = printable(words)
    if not said:
        return ""
    picked = said.startswith("[") and said.endswith("]")
    shown = _shortened(said[1:-1] if picked else said)
    return sheet_words("answers")["picked" if picked else "typed"].format(words=shown)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS].rstrip()}…"


def _understood(answer: SheetAnswer) -> str:
    said = say_answer(answer.fact, answer.value, answer.declined)
    if isinstance(answer.value, Interval):
        return said[:1].upper() + said[1:]
    return _shortened(printable(said)) if isinstance(answer.value, tuple) else said
