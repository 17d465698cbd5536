"""Choices that a clause states by itself, in words that name their subject."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.conversation.volunteering.readings import Readings, moved
from bot.conversation.volunteering.statements import Statement
from bot.language.choices import Found, found_choices
from bot.language.dates import Tense, find_dates
from bot.language.phrases import PhraseTable
from bot.language.reading import Reading
from bot.language.tokens import COMMA, STOP, tokens, words_of
from bot.language.word_lists import word_list
from bot.screening.kinds import Amount, Choices, Truth
from bot.trial.fact_phrases import CHECK_FIRST
from bot.trial.facts import FACTS
from bot.values import Interval, Value

_IGNORED = "ignored"
_NEAR = 3
_JOINTS = frozenset({COMMA, STOP, "and", "but"})
_GOES_ON = frozenset({"then", "so", "after", "later", "afterwards", "eventually"})
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class _Phrases:
    """What states a choice of one fact."""

    fact: str
    plain: PhraseTable
    beside: PhraseTable
    not_with: PhraseTable
    not_in_message: PhraseTable
    now: bool
    """Whether the fact is about today, so that a day in the clause, but for "since", speaks of another time."""


@cache
def _all_phrases() -> tuple[_Phrases, ...]:
    content = word_list("choices", "bot.conversation.volunteering")
    return tuple(_phrases(fact, said) for fact, said in content.items())


def _phrases(fact: str, said: dict) -> _Phrases:
    checked = {choice + CHECK_FIRST: phrases for choice, phrases in said.get("check_first", {}).items()}
    return _Phrases(
        fact,
        PhraseTable({**said["choices"], **checked}),
        PhraseTable(said.get("beside", {})),
        PhraseTable({_IGNORED: said["not_with"]}),
        PhraseTable({_IGNORED: said.get("not_in_message", ())}),
        "now" in said,
    )


def read_choices_stated(statements: list[Statement], as_of: date) -> list[Readings]:
    """The choices that the statements make, each clause by itself."""
    message = tokens(statements[0].text) if statements else ()
    return [
        {phrases.fact: reading}
        for statement in statements
        for phrases in _all_phrases()
        if phrases.plain.find(statement.said)
        and not phrases.not_in_message.find(message)
        and (reading := _stated(phrases, statement, as_of))
    ]


def read_choices_beside(statements: list[Statement]) -> list[Readings]:
    """The clauses that are nothing but the name of a choice: "61 years old, male, myeloma"."""
    return [
        {phrases.fact: Reading(_value(phrases.fact, match.meaning), False, statement.start, statement.end)}
        for statement in statements
        for phrases in _all_phrases()
        for match in phrases.beside.find(statement.said)
        if match.length == len(statement.said)
    ]


def _stated(phrases: _Phrases, statement: Statement, as_of: date) -> Reading | None:
    if phrases.not_with.find(statement.said):
        return None
    found = found_choices(statement.words, phrases.plain)
    chosen = {choice.choice.removesuffix(CHECK_FIRST) for choice in found}
    if len(chosen) != 1 or _IGNORED in chosen:
        return None
    if phrases.now and (_was_not_the_end(statement) or _of_another_day(found, statement, as_of)):
        return None
    confirm = any(choice.choice.endswith(CHECK_FIRST) for choice in found)
    value = _value(phrases.fact, chosen.pop())
    return moved(Reading(value, confirm, found[0].start, found[-1].end), statement.start)


def _was_not_the_end(statement: Statement) -> bool:
    """Whether the story goes on, as in "it came back, then dara"."""
    following = tokens(statement.text[statement.end :])
    first = next((token.word for token in following if token.word not in _JOINTS), "")
    return first in _GOES_ON


def _of_another_day(found: list[Found], statement: Statement, as_of: date) -> bool:
    """Whether a day stands beside the words, as in "it came back in 2021"; "since August" is a part of now."""
    start, end = found[0].start, found[-1].end
    for day in find_dates(statement.words, as_of, Tense.PAST):
        after = tokens(statement.words[end : day.start]) if end <= day.start else None
        before = tokens(statement.words[day.end : start]) if day.end <= start else None
        since = "since" in words_of(statement.words[end : day.end]).split()
        if (after is not None and len(after) <= _NEAR and not since) or (before is not None and not before):
            return True
    return False


def _value(fact: str, choice: str) -> Value:
    match FACTS[fact].kind:
        case Truth():
            return _TRUTHS[choice]
        case Choices():
            return frozenset({choice})
        case Amount():
            return Interval.exactly(float(choice))
    return choice
