"""Reads the answer to "which medicines do you take?"."""

import re

from bot.language.reading import Reading
from bot.language.uncertainty import Uncertain, read_uncertain
from bot.trial.medicines.catalogue import word_keys
from bot.trial.medicines.denial import is_denied
from bot.trial.medicines.finding import Medicine, find_medicines
from bot.trial.medicines.names import with_plain_marks, words_of
from bot.values import UNKNOWN

_FILLERS = (
    r"(?:\s+(?:take|taking|taken|took|on|use|using|have|had|get|getting|the|my|any|a|to|be|been|am))*[\s:]*$"
)
_NOT_TAKEN = re.compile(
    r"\b(?:no|not|never|dont|do not|doesnt|havent|isnt|(?:do|does|have|is)n't|without)" + _FILLERS,
    re.IGNORECASE,
)
_NO_LONGER_TAKEN = re.compile(
    r"\b(?:stopped|quit|finished|off|off of|used to|no longer|not anymore)" + _FILLERS, re.IGNORECASE
)


def read_medications(text: str) -> Reading | None:
    """The names of the medicines that somebody takes, as they gave them; () for none, UNKNOWN, or None.

    What is denied ("I don't take Tegretol") is left out. What was stopped stays, since a strong medicine
    needs time to wash out. Either is to be confirmed, and so is a list of which no name is known.
    """
    if read_uncertain(text) is Uncertain.UNKNOWN:
        return Reading(UNKNOWN, start=0, end=len(text))
    if _says_none(text):
        return Reading((), start=0, end=len(text))
    return _names_taken(with_plain_marks(text), find_medicines(text))


def _names_taken(text: str, found: list[Medicine]) -> Reading | None:
    taken = [medicine for medicine in found if not is_denied(medicine, found, text, _NOT_TAKEN)]
    if not taken:
        return None
    stopped = any(is_denied(medicine, found, text, _NO_LONGER_TAKEN) for medicine in taken)
    sure = not stopped and len(taken) == len(found) and any(map(_is_known, taken))
    names = tuple(dict.fromkeys(medicine.text for medicine in taken))
    return Reading(names, not sure, start=taken[0].start, end=max(medicine.end for medicine in taken))


def _says_none(text: str) -> bool:
    said = {word.key for word in words_of(with_plain_marks(text))}
    return bool(said & word_keys("none_taken.yml", "none")) and said <= word_keys("none_taken.yml")


def _is_known(medicine: Medicine) -> bool:
    return medicine.generic is not None or medicine.strong_cyp3a4 is not None
