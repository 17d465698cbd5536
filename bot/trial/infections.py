"""Reads one message about HIV, hepatitis B and hepatitis C together."""

from bot.language.negation import clauses, denied
from bot.language.people import About, about
from bot.language.phrases import Match, PhraseTable
from bot.language.reading import Reading
from bot.language.tokens import COMMA, STOP, Token, tokens
from bot.language.uncertainty import Uncertain, read_uncertain
from bot.language.word_lists import word_list
from bot.language.yes_no import read_bare_yes_no
from bot.trial.fact_choice import read_fact_choice
from bot.values import UNKNOWN

_WORDS = word_list("infections", "bot.trial")
_INFECTIONS = ("hiv", "hepatitis_b", "hepatitis_c")
_NAMES = PhraseTable(_WORDS["names"])
_ALL_DENIED = PhraseTable({"no": _WORDS["all_denied"]})
_REST_DENIED = PhraseTable({"no": _WORDS["rest_denied"]})
_LIST_WORDS = frozenset(_WORDS["list_words"])
_NEGATIVE = frozenset({"negative", "neg"})


def read_infections(text: str) -> dict[str, Reading]:
    """What one message says of `hiv`, `hepatitis_b` and `hepatitis_c`; what it does not speak of is left out.

    "No, none of those" answers all three; "hep B years ago, undetectable" answers hepatitis B only. Where the
    message begins with no and then names one, the others are read as no, to be checked.
    """
    whole = _said_of_all(text)
    if whole is not None:
        return dict.fromkeys(_INFECTIONS, whole)
    said = tokens(text)
    if (uncertain := read_uncertain(text)) is not None:
        named = [fact for name in _names_in(said) for fact in name.meaning.split()]
        unknown = Reading(UNKNOWN, False, 0, len(text))
        return dict.fromkeys(named, unknown) if uncertain is Uncertain.UNKNOWN else {}
    found: dict[str, Reading] = {}
    for part in _parts(said):
        for fact, reading in _said_of_each(part, text).items():
            if found.get(fact, reading).value != reading.value:
                return {}
            found[fact] = reading
    rest_denied = bool(_REST_DENIED.find(said))
    if found and (rest_denied or _begins_with_no(said)):
        return dict.fromkeys(_INFECTIONS, Reading("no", not rest_denied, 0, len(text))) | found
    return found


def _said_of_all(text: str) -> Reading | None:
    """What is said of all three at once: none of them, or that it is not known."""
    if read_uncertain(text) is Uncertain.UNKNOWN and not _names_in(tokens(text)):
        return Reading(UNKNOWN, False, 0, len(text))
    bare = read_bare_yes_no(text)
    if bare is not None and bare.value is False:
        return Reading("no", bare.confirm, 0, len(text))
    someone = about(tokens(text)) is About.SOMEBODY_ELSE
    if _ALL_DENIED.find(tokens(text)) and not someone and "but" not in text.lower():
        return Reading("no", False, 0, len(text))
    return None


def _begins_with_no(said: tuple[Token, ...]) -> bool:
    return said[0].word in ("no", "nope") and len(said) > 1 and said[1].word in (COMMA, STOP, "but", "except")


def _parts(said: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """The clauses, each that names no infection joined to the one before; a list that is denied stays together."""
    parts: list[tuple[Token, ...]] = []
    for clause in clauses(said):
        goes_on = parts and _is_denied_list(parts[-1]) and _is_list(clause)
        if parts and (goes_on or not _names_in(clause)) and not _REST_DENIED.find(clause):
            parts[-1] += clause
        else:
            parts.append(clause)
    return parts


def _said_of_each(part: tuple[Token, ...], text: str) -> dict[str, Reading]:
    """What a clause says of the infections that it names."""
    names = _names_in(part)
    facts = [fact for name in names for fact in name.meaning.split()]
    if not facts or about(part) is About.SOMEBODY_ELSE:
        return {}
    start, end = part[0].start, part[-1].end
    if _is_denied_list(part):
        return dict.fromkeys(facts, Reading("no", False, start, end))
    if len(facts) > 1:
        return {}
    reading = read_fact_choice(facts[0], text[start:end])
    if reading is None:
        return {}
    return {facts[0]: Reading(reading.value, reading.confirm, start, end)}


def _names_in(said: tuple[Token, ...]) -> list[Match]:
    return _NAMES.find(said)


def _is_list(said: tuple[Token, ...]) -> bool:
    """Whether the words are names of infections and nothing else."""
    named = {i for name in _names_in(said) for i in range(name.first, name.last)}
    return bool(named) and all(i in named or token.word in _LIST_WORDS for i, token in enumerate(said))


def _is_denied_list(said: tuple[Token, ...]) -> bool:
    if not _is_list(said):
        return False
    first = _names_in(said)[0]
    before = [token.word for token in said[: first.first]]
    return denied(before, said[first.first].word) or bool(_NEGATIVE & {token.word for token in said})
