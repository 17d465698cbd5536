"""Cuts a line of words into clauses, each with the signs of danger that it names."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from bot.language.danger_words import Phrases, Span, danger_list, one_of

_FEVER_CELSIUS = (38.0, 43.0)
_FEVER_FAHRENHEIT = (100.4, 110.0)
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_TEMPERATURE = re.compile(
    rf"(?<!\S)(?:temps?|temperature|fevers?|thermometer|running)(?: [^\s\d.,]+){{0,5}} {_NUMBER}(?!\S)"
    r"(?! (?:days?|weeks?|months?|years?|hours?|mg|th|percent|minutes?|times?|ml|am|pm|miles?)(?!\S))"
    rf"|(?<!\S){_NUMBER} (?:degrees? )?(?:f|c|fever|temp|temperature|fahrenheit|celsius|degrees?)(?!\S)"
    r"(?! (?:outside|weather|today outside|out|in the shade))"
)
_BELOW = re.compile(r"(?<!\S)(?:under|below|less than)(?!\S)")
_LIST_MARKS = (",", "and")


class Clause(NamedTuple):
    """The words of a clause, harmless phrases taken out, the signs in it, and the mark or word before it."""

    line: str
    signs: tuple[Span, ...]
    mark: str

    def before(self, sign: Span) -> str:
        """The words of the clause before a sign."""
        return self.line[: sign.start]

    def after(self, sign: Span) -> str:
        """The words of the clause after a sign."""
        return self.line[sign.end :]


def clauses_of(line: str) -> list[Clause]:
    """The clauses of a line of words in one form.

    A part that only names signs belongs to the list before it ("no fever, chills or cough"), and a time that
    opens a sentence belongs to what follows ("in March, I fainted").
    """
    joined: list[list[str]] = []
    for mark, part in _parts(_without_harmless(line)):
        if joined and mark in _LIST_MARKS and _continues(joined[-1][1], part):
            joined[-1][1] += f" {mark} {part}"
        else:
            joined.append([mark, part])
    return [Clause(part, tuple(_signs(part)), mark) for mark, part in joined]


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The parts between marks, each with the mark before it; a sentence's end outweighs the other marks."""
    mark = "."
    for part in _mark().split(_answers().sub(r"\1 . ", line)):
        words = part.strip()
        if _mark().fullmatch(part):
            mark = _heavier(mark, words)
        elif words:
            yield mark, words
            mark = ","


def _heavier(mark: str, other: str) -> str:
    weights = [".", *danger_list("scopes", "parting"), "and", ","]
    return min(mark, other, key=weights.index)


@cache
def _mark() -> re.Pattern[str]:
    """What parts clauses: a mark, or a word that begins something new."""
    words = [*danger_list("scopes", "parting"), "and"]
    return re.compile(rf"((?<!\S)(?:[.,]|{'|'.join(words)})(?!\S))")


@cache
def _answers() -> re.Pattern[str]:
    """A short answer after which a statement begins: "no i have a fever"."""
    answers, subjects = ("|".join(danger_list("scopes", name)) for name in ("answers", "subjects"))
    return re.compile(rf"(?<!\S)({answers})(?= (?:{subjects}|my)(?!\S))")


def _continues(clause: str, part: str) -> bool:
    return (_only_lists(part) and _governs(clause)) or _opens_a_time(clause)


def _governs(clause: str) -> bool:
    """Whether what is said of the signs in a clause can be meant for a list that follows."""
    scopes = (one_of("scopes", "denying"), one_of("scopes", "long_ago"), one_of("scopes", "hypothetical"))
    return bool(_signs(clause)) or any(scope.search(clause) for scope in scopes)


def _only_lists(part: str) -> bool:
    """Whether a part names signs and nothing else of weight."""
    for sign in _signs(part):
        if sign.group == "temperature":
            return False
        part = part[: sign.start] + "~" * (sign.end - sign.start) + part[sign.end :]
    rest = [word for word in part.split() if "~" not in word]
    return all(word in danger_list("scopes", "list_words") for word in rest)


def _opens_a_time(clause: str) -> bool:
    opening = clause.split()[0] in danger_list("scopes", "opens_a_time")
    return opening and not _signs(clause)


def _without_harmless(line: str) -> str:
    for span in reversed(_longest(_harmless().find(line))):
        line = line[: span.start] + "~" + line[span.end :]
    return line


@cache
def _harmless() -> Phrases:
    return Phrases({"harmless": danger_list("harmless")})


@cache
def _dangers() -> Phrases:
    return Phrases({**danger_list("emergency"), **danger_list("suicide_risk")})


def _signs(line: str) -> list[Span]:
    return _longest([*_temperatures(line), *_dangers().find(line)])


def _longest(spans: Iterable[Span]) -> list[Span]:
    """The spans in the order of the line; of those that overlap, the longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start - span.end):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


def _temperatures(line: str) -> Iterator[Span]:
    for match in _TEMPERATURE.finditer(line):
        degrees = float((match.group(1) or match.group(2)).replace(",", "."))
        high = any(low <= degrees <= top for low, top in (_FEVER_CELSIUS, _FEVER_FAHRENHEIT))
        if high and not _BELOW.search(match.group()):
            yield Span(match.start(), match.end(), "temperature")
