"""Whom each clause of a message is about, carried from clause to clause as people talk."""

from enum import Enum

from bot.language.people import About, about
from bot.language.phrases import PhraseTable
from bot.language.tokens import Token
from bot.language.word_lists import word_list

_WORDS = word_list("stating", "bot.conversation.volunteering")
_IN_GENERAL = PhraseTable({"general": _WORDS["people_in_general"], "spoken to": _WORDS["said_to_somebody"]})
_HELPERS = PhraseTable({"helper": _WORDS["helpers"]})
_THE_PERSON = frozenset(_WORDS["the_person"])
_THIRD_PERSON = frozenset(_WORDS["third_person"])
_OTHER_SUBJECTS = frozenset(_WORDS["subjects_of_their_own"])
_SELF = frozenset(_WORDS["speaks_of_self"])
_PATIENTS = frozenset(_WORDS["patients"])


class Whom(Enum):
    """Whom a clause is about."""

    THE_PERSON = "the person"
    A_PARTNER = "a partner"
    """A husband or wife may be the patient, with the partner at the keyboard."""
    SOMEBODY_ELSE = "somebody else"


def whom_of_each(clauses: list[tuple[Token, ...]]) -> list[Whom]:
    """Whom each clause is about; one that does not say goes on about the one before.

    A partner counts as somebody else where the person speaks of themselves too.
    """
    whoms: list[Whom] = []
    spoken_of = Whom.SOMEBODY_ELSE
    for said in clauses:
        whom = _named(said) or (_carried(said, whoms[-1], spoken_of) if whoms else _first(said))
        if whom is not Whom.THE_PERSON or _any_of(_PATIENTS, said):
            spoken_of = whom
        whoms.append(whom)
    if any(_speaks_of_self(said) for said in clauses):
        return [Whom.SOMEBODY_ELSE if whom is Whom.A_PARTNER else whom for whom in whoms]
    return whoms


def _named(said: tuple[Token, ...]) -> Whom | None:
    """Whom the words of a clause name."""
    whom = about(said)
    if whom is About.SOMEBODY_ELSE or any(match.meaning == "general" for match in _IN_GENERAL.find(said)):
        return Whom.SOMEBODY_ELSE
    if _any_of(_OTHER_SUBJECTS, said) and not _any_of(_SELF, said):
        return Whom.SOMEBODY_ELSE
    return Whom.A_PARTNER if whom is About.PERHAPS_A_PARTNER else None


def _first(said: tuple[Token, ...]) -> Whom:
    return Whom.SOMEBODY_ELSE if _any_of(_THIRD_PERSON, said) else Whom.THE_PERSON


def _carried(said: tuple[Token, ...], before: Whom, spoken_of: Whom) -> Whom:
    if _any_of(_THIRD_PERSON, said):
        return spoken_of
    if _any_of(_THE_PERSON, said) and not _HELPERS.find(said):
        return Whom.THE_PERSON
    return before


def _any_of(words: frozenset[str], said: tuple[Token, ...]) -> bool:
    return any(token.word in words for token in said)


def _speaks_of_self(said: tuple[Token, ...]) -> bool:
    return _any_of(_THE_PERSON, said) and about(said) is About.THE_PERSON and not _HELPERS.find(said)
