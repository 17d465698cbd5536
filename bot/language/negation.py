"""Whether a phrase in a clause is asserted, or denied, wished, feared or supposed."""

from bot.language.phrases import Match
from bot.language.tokens import COMMA, STOP, Token
from bot.language.word_lists import word_list

_WORDS = word_list("negation")
_NEGATORS = frozenset(_WORDS["negators"])
_ENDS_DENIAL = frozenset(_WORDS["ends_denial"])
_BEGINS_STATEMENT = frozenset(_WORDS["begins_statement"])
_NOT_ASSERTED = frozenset(_WORDS["not_asserted"])
_NOT_ASSERTED_PHRASES = tuple(_WORDS["not_asserted_phrases"])
_ENDED = frozenset(_WORDS["ended_later"])
_REACH = 7


def asserted(match: Match, said: tuple[Token, ...], matches: list[Match]) -> bool:
    """Whether the phrase is stated as true.

    Only words of the same clause before the phrase count, and none that belong to another phrase.
    """
    before = _words_before(match, said, matches)
    line = f" {' '.join(before)} "
    if any(word in _NOT_ASSERTED for word in before) or any(f" {p} " in line for p in _NOT_ASSERTED_PHRASES):
        return False
    if any(word in _ENDED for word in _words_after(match, said)):
        return False
    return not denied(before, said[match.first].word)


def denied(before: list[str], following: str) -> bool:
    """Whether the words before a phrase deny it; `following` is the first word of the phrase."""
    for i in range(len(before) - 1, -1, -1):
        if before[i] in _ENDS_DENIAL:
            return False
        if before[i] in _NEGATORS:
            next_word = before[i + 1] if i + 1 < len(before) else following
            return not (before[i] == "no" and next_word in _BEGINS_STATEMENT)
    return False


def _words_before(match: Match, said: tuple[Token, ...], matches: list[Match]) -> list[str]:
    before: list[str] = []
    for i in range(match.first - 1, max(-1, match.first - 1 - _REACH), -1):
        if said[i].word in (STOP, COMMA):
            break
        if any(other.first <= i < other.last for other in matches):
            continue
        before.insert(0, said[i].word)
    return before


def _words_after(match: Match, said: tuple[Token, ...]) -> list[str]:
    after: list[str] = []
    for token in said[match.last : match.last + _REACH]:
        if token.word in (STOP, COMMA):
            break
        after.append(token.word)
    return after


def clauses(said: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """The tokens parted at commas, full stops and "but"."""
    parts: list[list[Token]] = [[]]
    for token in said:
        if token.word in (STOP, COMMA):
            parts.append([])
            continue
        if token.word in ("but", "though", "although", "however"):
            parts.append([])
        parts[-1].append(token)
    return [tuple(part) for part in parts if part]
