"""Reads "I don't know" and "I'd rather not say", and parts doubt from the answer it is said with."""

from enum import Enum

from bot.language.negation import clauses
from bot.language.phrases import Match, PhraseTable
from bot.language.plain import plain
from bot.language.tokens import Token, tokens
from bot.language.word_lists import word_list

_WORDS = word_list("uncertainty")
_WORDS_OF_DOUBT = ("unknown", "declined", "hedges")
_PHRASES = PhraseTable({kind: _WORDS[kind] for kind in _WORDS_OF_DOUBT})
_HELP = PhraseTable({"help": _WORDS["asks_for_help"]})
_FILLERS = frozenset(_WORDS["fillers"])
_BEGINS_THE_UNKNOWN = frozenset(_WORDS["begins_the_unknown"])
_TIMES_AND_NUMBERS = frozenset(word_list("telling_words")["words"])
_YES_NO = frozenset({"yes", "yeah", "no", "nope"})


class Uncertain(Enum):
    """Two answers that say nothing of the fact, and are not the same."""

    UNKNOWN = "unknown"
    DECLINED = "declined"


def read_uncertain(text: str) -> Uncertain | None:
    """Whether the text says "I don't know" or "I'd rather not say", and nothing else.

    None also where an answer is given with doubt ("not sure, maybe 5"): see `hedged`.
    """
    if _only_question_marks(text):
        return Uncertain.UNKNOWN
    kinds, rest = _part(text)
    if not kinds or rest or _HELP.find(tokens(text)):
        return None
    return Uncertain.DECLINED if "declined" in kinds else Uncertain.UNKNOWN


def hedged(text: str) -> tuple[bool, str]:
    """Whether the text is said with doubt, and what it says without the doubt.

    The remaining text keeps its places: what was taken out is blanks. "Not sure, maybe 5" gives True and a
    text in which only the 5 stands; "not sure if I had radiation but I had steroids" leaves the steroids.
    """
    doubtful = False
    remaining = list(text)
    for clause in clauses(tokens(text)):
        for first, last in _doubt_in(clause, "unknown", "hedges"):
            doubtful = True
            start, end = clause[first].start, clause[last - 1].end
            remaining[start:end] = " " * (end - start)
    return doubtful, "".join(remaining)


def _part(text: str) -> tuple[set[str], list[Token]]:
    """The kinds of uncertainty in a text, and the words that neither carry it nor are fillers."""
    kinds: set[str] = set()
    rest: list[Token] = []
    for clause in clauses(tokens(text)):
        taken = {i for first, last in _doubt_in(clause, *_WORDS_OF_DOUBT) for i in range(first, last)}
        rest += [token for i, token in enumerate(clause) if i not in taken and _says_something(token, kinds)]
        kinds |= {match.meaning for match in _PHRASES.find(clause) if match.meaning != "hedges"}
    return kinds, rest


def _says_something(token: Token, kinds: set[str]) -> bool:
    # "No, I don't know" is not a no, but "I don't know, no" may be one.
    return token.word not in _FILLERS or (bool(kinds) and token.word in _YES_NO)


def _doubt_in(clause: tuple[Token, ...], *kinds: str) -> list[tuple[int, int]]:
    """Where doubt of these kinds stands in a clause, together with the thing that is not known."""
    found = [match for match in _PHRASES.find(clause) if match.meaning in kinds]
    return [(match.first, _end_of_the_unknown(match, clause)) for match in found]


def _end_of_the_unknown(match: Match, clause: tuple[Token, ...]) -> int:
    following = [token.word for token in clause[match.last :]]
    if match.meaning == "hedges" or not following or following[0] not in _BEGINS_THE_UNKNOWN:
        return match.last
    if any(word in _TIMES_AND_NUMBERS or word[0].isdigit() for word in following):
        return match.last
    return len(clause)


def _only_question_marks(text: str) -> bool:
    marks = plain(text).replace(" ", "")
    return bool(marks) and set(marks) <= set("?¿!.") and "?" in marks
