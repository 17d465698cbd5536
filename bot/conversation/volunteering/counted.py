"""Numbers with a cue of their own: how old the person is, and how many lines of treatment they had."""

import re
from collections.abc import Iterator
from datetime import date

from bot.conversation.volunteering.readings import Readings, moved
from bot.conversation.volunteering.statements import Statement
from bot.conversation.volunteering.whom import Whom
from bot.language.numbers import find_numbers, read_number
from bot.language.reading import Reading
from bot.language.tokens import words_of
from bot.language.word_lists import word_list

_WORDS = word_list("counted", "bot.conversation.volunteering")


def _one_of(*names: str) -> str:
    """A pattern for any phrase of these lists, as whole words."""
    phrases = sorted((phrase for name in names for phrase in _WORDS[name]), key=len, reverse=True)
    return rf"(?:{'|'.join(phrases)})(?!\S)"


_NUMBER = rf"(?P<age>\d{{2,3}}|{_one_of('tens')}(?: {_one_of('ones')})?)(?!\S)"
_YEARS = f" {_one_of('years')}"
_START = f"^(?:{_one_of('openers')} )*"
_ABOUT = f" (?:{_one_of('about')} )*"
_SEX = _one_of("males", "females")
_TAIL = f"(?=$| {_one_of('after_the_age', 'males', 'females')})"
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_START}{_one_of('i_am')}{_ABOUT}{_NUMBER}(?:{_YEARS}|{_TAIL})",
        rf"{_START}(?:(?:pt|patient)(?: is)? )?(?:a )?{_NUMBER}{_YEARS}(?=$| {_one_of('after_the_years')}| {_SEX})",
        rf"(?<!\S)(?:i am|im){_ABOUT}{_NUMBER}{_YEARS}",
        rf"{_START}{_one_of('before_an_age')}{_ABOUT}{_NUMBER}$",
        rf"{_START}{_NUMBER}(?:{_YEARS})? (?P<sex>{_SEX})(?=$| {_one_of('after_the_years')})",
    )
)
_PARTNERS_AGE = re.compile(rf"(?<!\S){_one_of('partners')}{_ABOUT}{_NUMBER}(?:{_YEARS}|{_TAIL})")
_SEXES = {**dict.fromkeys(_WORDS["males"], "male"), **dict.fromkeys(_WORDS["females"], "female")}
_YOUNGEST, _OLDEST = 18, 110

_LINES = re.compile(
    rf"(?: {_one_of('kinds_of_lines')})* lines?(?: of (?:\w+ )?{_one_of('of_therapy')}|(?=$| {_one_of('after_lines')}))"
)
_NOT_OF_THERAPY = re.compile(rf"(?<!\S){_one_of('not_of_therapy')}")
_PERHAPS_COUNTED_IN = re.compile(
    rf"(?<!\S)(?:{_one_of('perhaps_counted_in')}"
    r"|(?:as|was|is) (?:my |the )?(?:\d+th|last|third|fourth|fifth|sixth|seventh|final)(?!\S))"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|first|second|third|half)$")


def read_counts(statements: list[Statement], as_of: date) -> list[Readings]:
    """The ages and the lines of treatment that the statements give."""
    return [reading for statement in statements for reading in (*_ages(statement), *_lines(statement))]


def _ages(statement: Statement) -> Iterator[Readings]:
    line = statement.line
    patterns = _AGES if statement.whom is Whom.THE_PERSON else (*_AGES[1:], _PARTNERS_AGE)
    match = next(filter(None, (pattern.search(line) for pattern in patterns)), None)
    if not match:
        return
    years = read_number(match["age"], whole=True)
    if years and _YOUNGEST <= years.value.low <= _OLDEST:
        if sex := _SEXES.get(match.groupdict().get("sex")):
            yield {"sex_at_birth": Reading(sex, False, *statement.place(*match.span("sex")))}
        yield {"age": Reading(years.value, False, *statement.place(*match.span("age")))}


def _lines(statement: Statement) -> Iterator[Readings]:
    if not _LINES.search(f" {statement.line}") or _NOT_OF_THERAPY.search(statement.line):
        return
    if _PERHAPS_COUNTED_IN.search(words_of(statement.text)):
        return
    for number in find_numbers(statement.words, whole=True):
        after = [token.word for token in statement.said if token.start >= statement.start + number.end]
        ordinal = _ORDINAL.search(statement.words[number.start : number.end].lower())
        if not ordinal and _LINES.match("".join(f" {word}" for word in after)):
            yield {"prior_lines": moved(number, statement.start)}
