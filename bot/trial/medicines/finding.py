"""Medicines and regimens named in free text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.trial.medicines.catalogue import Drug, drug_by_generic, drugs
from bot.trial.medicines.names import Word, joined, spans_from, with_plain_marks, words_of
from bot.trial.medicines.regimens import Regimen, mixed_case, regimen_in_words, regimen_named
from bot.trial.medicines.spelling import Guess, nearest
from bot.trial.medicines.unknown_names import unknown_names, words_around

_SHORTEST_MISSPELLED_PHRASE = 10
_LONGEST_MISSPELLED_PHRASE_IN_WORDS = 3
_HAS_BLANKS = re.compile(r"[^\w-]")
_BIOLOGIC_SUFFIX = re.compile(r"-[a-z]{4}(?![\w])")
_BESIDE = re.compile(
    r"[\s,/+&;.()-]*(?:\b(?:and|then|with|or|plus|followed by|to)\b)?[\s,/+&;()-]*", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(
    r"(?:[\W\d_]|\b(?:regimen|regimens|chemo|chemotherapy|therapy|protocol|cycles?|of|x|and|then|or|plus)\b)*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine that somebody named.

    `text` is the words as the person gave them, at `start` to `end` (excluded) of their text: of a regimen,
    all its words. `name` is the name that was matched, or the words when the name is not known. `generic`
    joins the medicines of a combination product by "+". `drug_class` is "proteasome_inhibitor",
    "immunomodulatory_agent", "anti_cd38", "other_myeloma", "steroid", "other", or None when the name is not
    known. `strong_cyp3a4` is "inhibitor", "inducer" or None.
    """

    text: str
    name: str
    generic: str | None
    drug_class: str | None
    strong_cyp3a4: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Mention:
    """What the words from place `first` to `last` (excluded) name, to the letter `end` of the text."""

    first: int
    last: int
    end: int
    meaning: Drug | Regimen | Guess
    doubtful: bool = False


def find_medicines(text: str) -> list[Medicine]:
    """All medicines that a text names, in order; a regimen gives each of its medicines. Never raises."""
    plain = with_plain_marks(text)
    words = words_of(plain)
    mentions = _believable(list(_mentions(plain, words)), plain, words)
    known = {place for mention in mentions for place in range(mention.first, mention.last)}
    found = [medicine for mention in mentions for medicine in _medicines(mention, text, words)]
    for start, end in unknown_names(plain, words, known, alone=not mentions):
        found.append(Medicine(text[start:end], text[start:end], None, None, None, start, end))
    return sorted(found, key=lambda medicine: medicine.start)


def _mentions(text: str, words: list[Word]) -> Iterator[_Mention]:
    shouting = text.isupper()
    place = 0
    while place < len(words):
        mention = _exact_at(place, text, words, shouting) or _misspelled_at(place, text, words)
        if mention:
            yield mention
        place = mention.last if mention else place + 1


def _exact_at(first: int, text: str, words: list[Word], shouting: bool) -> _Mention | None:
    for last in spans_from(words, first, text):
        written = text[words[first].start : words[last - 1].end]
        drug = _drug_named(joined(words[first:last]), written)
        if drug and not _put_together_by_chance(drug, words[first:last]):
            suffix = _BIOLOGIC_SUFFIX.match(text, words[last - 1].end)
            after = last + 1 if suffix else last
            return _Mention(first, after, words[after - 1].end, drug, doubtful=len(written) == 1)
        regimen = _regimen_in(written, joined(words[first:last]))
        if regimen and regimen.believed != "never":
            doubtful = _is_doubtful(regimen, written, shouting)
            return _Mention(first, last, words[last - 1].end, regimen, doubtful)
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


def _misspelled_at(first: int, text: str, words: list[Word]) -> _Mention | None:
    for last in spans_from(words, first, text):
        if last - first > _LONGEST_MISSPELLED_PHRASE_IN_WORDS or not _may_be_misspelled(words[first:last]):
            continue
        guess = nearest(joined(words[first:last]))
        if guess:
            return _Mention(first, last, words[last - 1].end, guess)
    return None


def _may_be_misspelled(phrase: list[Word]) -> bool:
    if any(word.key in words_around() or word.key in drugs() for word in phrase):
        return False
    return len(phrase) == 1 or len(joined(phrase)) >= _SHORTEST_MISSPELLED_PHRASE


def _believable(mentions: list[_Mention], text: str, words: list[Word]) -> list[_Mention]:
    """The mentions without the doubtful ones, unless these are all that is said or stand beside a sure one."""
    if _says_nothing_else(mentions, text, words):
        return mentions
    # From the left, then from the right: a doubtful one beside a believed one is believed too.
    forward = _beside_believed(mentions, text, words)
    backward = _beside_believed(mentions[::-1], text, words)
    return [mention for mention in mentions if mention in forward or mention in backward]


def _says_nothing_else(mentions: list[_Mention], text: str, words: list[Word]) -> bool:
    rest = text
    for mention in reversed(mentions):
        rest = rest[: words[mention.first].start] + " " + rest[mention.end :]
    return _SAYS_NOTHING.fullmatch(rest) is not None


def _beside_believed(mentions: list[_Mention], text: str, words: list[Word]) -> list[_Mention]:
    """The mentions that are sure, or follow a believed one in this order with nothing said between them."""
    believed: list[_Mention] = []
    for mention in mentions:
        if not mention.doubtful or (believed and _is_beside(mention, believed[-1], text, words)):
            believed.append(mention)
    return believed


def _is_beside(one: _Mention, other: _Mention, text: str, words: list[Word]) -> bool:
    first, second = sorted((one, other), key=lambda mention: mention.first)
    return _BESIDE.fullmatch(text, first.end, words[second.first].start) is not None


def _medicines(mention: _Mention, text: str, words: list[Word]) -> Iterator[Medicine]:
    start, end = words[mention.first].start, mention.end
    match mention.meaning:
        case Drug() as drug:
            yield _medicine(drug, text, start, end)
        case Regimen(medicines=generics):
            for generic in generics:
                yield _medicine(drug_by_generic(generic), text, start, end)
        case Guess(drug=None, strong_cyp3a4=strong):
            yield Medicine(text[start:end], text[start:end], None, None, strong, start, end)
        case Guess(drug=drug):
            yield _medicine(drug, text, start, end)


def _medicine(drug: Drug, text: str, start: int, end: int) -> Medicine:
    return Medicine(text[start:end], drug.name, drug.generic, drug.drug_class, drug.strong_cyp3a4, start, end)
