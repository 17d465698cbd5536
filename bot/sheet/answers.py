"""An answer on the sheet: what the person said, and what was understood, in plain words."""

from dataclasses import dataclass

from bot.language.wording import say_amount, say_days, say_list, say_number
from bot.screening.kinds import Amount, Choices, Names
from bot.sheet.words import sheet_words
from bot.trial.facts import FACTS
from bot.values import UNKNOWN, Days, Interval, Number, Value

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
    return AnswerLine(_words_of(answer.fact)["title"], _own_words(answer.words), _understood(answer))


def _words_of(fact: str) -> dict:
    return sheet_words("facts")[fact]


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
    if answer.value is UNKNOWN:
        return sheet_words("answers")["declined" if answer.declined else "unknown"]
    match FACTS[answer.fact].kind:
        case Amount(whole=whole):
            return _amount(answer.fact, answer.value, whole)
        case Names():
            return _shortened(printable(say_list(list(answer.value)))) or _choice(answer.fact, "none")
        case Choices() as kind:
            return "; ".join(_choice(answer.fact, each) for each in kind.write(answer.value) or ["none"])
    return _date(answer.value) if isinstance(answer.value, Interval) else _choice(answer.fact, answer.value)


def _choice(fact: str, value: str | bool | float) -> str:
    return _words_of(fact)["choices"][str(value).lower()]


def _date(days: Days) -> str:
    said = say_days(days)
    return said[0].upper() + said[1:]


def _amount(fact: str, number: Number, whole: bool) -> str:
    if number.exact and "choices" in _words_of(fact):
        return _choice(fact, int(number.low))
    # "4 or 5" suits a count; between two measured values lie others.
    said = say_number(number) if whole or number.exact else _from_to(number)
    return _words_of(fact)["amount"].format(amount=said)


def _from_to(number: Number) -> str:
    return f"{say_amount(number.low)} to {say_amount(number.high)}"
