"""Where names of medicines and regimens stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.trial.medicines.catalogue import Drug, drugs
from bot.trial.medicines.names import Word, joined, spans_from
from bot.trial.medicines.regimens import Regimen, mixed_case, regimen_in_words, regimen_named
from bot.trial.medicines.spelling import Guess, nearest
from bot.trial.medicines.unknown_names import words_around

_SHORTEST_MISSPELLED_PHRASE = 10
_LONGEST_MISSPELLED_PHRASE_IN_WORDS = 3
_HAS_BLANKS = re.compile(r"[^\w-]")
_BIOLOGIC_SUFFIX = re.compile(r"-[a-z]{4}(?![\w])")
"""As in "talquetamab-tgvs"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words from place `first` to `last` (excluded) name, from letter `start` to `end` of the text.

    A doubtful one has a name that means something else in other mouths.
    """

    first: int
    last: int
    start: int
    end: int
    meaning: Drug | Regimen | Guess
    doubtful: bool = False


def mentions_in(text: str, words: list[Word]) -> Iterator[Mention]:
    """The names in a text in order, exact ones before misspelled ones; some may be doubtful."""
    shouting = text.isupper()
    place = 0
    while place < len(words):
        mention = _exact_at(place, text, words, shouting) or _misspelled_at(place, text, words)
        if mention:
            yield mention
        place = mention.last if mention else place + 1


def _exact_at(first: int, text: str, words: list[Word], shouting: bool) -> Mention | None:
    for last in spans_from(words, first, text):
        written = text[words[first].start : words[last - 1].end]
        drug = _drug_named(joined(words[first:last]), written)
        if drug and not _put_together_by_chance(drug, words[first:last]):
            suffix = _BIOLOGIC_SUFFIX.match(text, words[last - 1].end)
            after = last + 1 if suffix else last
            return Mention(
                first, after, words[first].start, words[after - 1].end, drug, doubtful=len(written) == 1
            )
        regimen = _regimen_in(written, joined(words[first:last]))
        if regimen and regimen.believed != "never":
            doubtful = _is_doubtful(regimen, written, shouting)
            return Mention(first, last, words[first].start, words[last - 1].end, regimen, doubtful)
    return None


def _put_together_by_chance(drug: Drug, phrase: list[Word]) -> bool:
    """Whether a name of one word is found in several that mean something else, as "isa" in "is a"."""
    if len(phrase) == 1 or drug.in_parts:
        return False
    return any(word.key in words_around() or word.key in drugs() for word in phrase)


def _drug_named(name: str, written: str) -> Drug | None:
    return next(
        (drug for drug in drugs().get(name, ()) if drug.only_as in (None, written)),
        None,
    )


def _regimen_in(written: str, name: str) -> Regimen | None:
    if _HAS_BLANKS.search(written):
        return regimen_in_words(written, name)
    return regimen_named(written)


def _is_doubtful(regimen: Regimen, written: str, shouting: bool) -> bool:
    if regimen.believed == "anywhere":
        return False
    as_capitals = written.isupper() or mixed_case(written)
    return regimen.believed == "list" or shouting or not as_capitals


def _misspelled_at(first: int, text: str, words: list[Word]) -> Mention | None:
    for last in spans_from(words, first, text):
        if last - first > _LONGEST_MISSPELLED_PHRASE_IN_WORDS or not _may_be_misspelled(words[first:last]):
            continue
        guess = nearest(joined(words[first:last]))
        if guess:
            return Mention(first, last, words[first].start, words[last - 1].end, guess)
    return None


def _may_be_misspelled(phrase: list[Word]) -> bool:
    if any(word.key in words_around() or word.key in drugs() for word in phrase):
        return False
    return len(phrase) == 1 or len(joined(phrase)) >= _SHORTEST_MISSPELLED_PHRASE
