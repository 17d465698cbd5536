"""What a fact is called, and how its values are said, in plain words."""

from typing import Any

from bot.language.word_lists import word_list
from bot.language.wording import say_amount, say_days, say_list, say_number
from bot.screening.kinds import LARGEST_AMOUNT, Amount, Choices, Names
from bot.trial.facts import FACTS
from bot.values import UNKNOWN, Interval, Number, Value


def fact_title(fact: str) -> str:
    """The short plain name of a fact: "Lines of treatment before CAR-T"."""
    return _words_of(fact)["title"]


def say_answer(fact: str, value: Value, declined: bool = False) -> str:
    """An answer in plain words; `declined`: the person would rather not say."""
    if value is UNKNOWN:
        return word_list("fact_words", "bot.trial")["any_fact"]["declined" if declined else "unknown"]
    return say_value(fact, value)


def say_value(fact: str, value: Value) -> str:
    """A value of a fact, other than UNKNOWN, in plain words: "Better, or in remission", "4 or 5"."""
    match FACTS[fact].kind:
        case Amount(whole=whole):
            return _amount(fact, value, whole)
        case Names():
            return say_list(list(value)) or _choice(fact, "none")
        case Choices() as kind:
            return "; ".join(_choice(fact, each) for each in kind.write(value) or ["none"])
    return say_days(value) if isinstance(value, Interval) else _choice(fact, value)


def _words_of(fact: str) -> dict[str, Any]:
    return word_list("fact_words", "bot.trial")[fact]


def _choice(fact: str, value: str | bool | float) -> str:
    return _words_of(fact)["choices"][str(value).lower()]


def _amount(fact: str, number: Number, whole: bool) -> str:
    if number.exact and "choices" in _words_of(fact):
        return _choice(fact, int(number.low))
    # "4 or 5" suits a count; between two measured values lie others.
    said = say_number(number) if whole or number.exact else _from_to(number)
    return _words_of(fact)["amount"].format(amount=said)


def _from_to(number: Number) -> str:
    if number.high >= LARGEST_AMOUNT:
        return f"{say_amount(number.low)} or more"
    return f"{say_amount(number.low)} to {say_amount(number.high)}"
