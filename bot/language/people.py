"""Whom a clause is about: the person who is asked, or somebody else."""

from enum import Enum

from bot.language.phrases import PhraseTable
from bot.language.tokens import Token
from bot.language.word_lists import word_list


class About(Enum):
    """Whom a statement is about."""

    THE_PERSON = "the person"
    PERHAPS_A_PARTNER = "perhaps a partner"
    SOMEBODY_ELSE = "somebody else"


_PEOPLE = PhraseTable(word_list("people"))


def about(clause: tuple[Token, ...]) -> About:
    """Whom a clause is about.

    A husband or wife may be the patient, when the partner does the typing; a sister is not.
    """
    meanings = {match.meaning for match in _PEOPLE.find(clause)}
    if "others" in meanings:
        return About.SOMEBODY_ELSE
    return About.PERHAPS_A_PARTNER if "partners" in meanings else About.THE_PERSON
