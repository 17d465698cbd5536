"""Medicines and regimens named in free text."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.trial.medicines.catalogue import Drug, drug_by_generic
from bot.trial.medicines.doubtful import believable
from bot.trial.medicines.mentions import Mention, mentions_in
from bot.trial.medicines.names import with_plain_marks, words_of
from bot.trial.medicines.regimens import Regimen
from bot.trial.medicines.spelling import Guess
from bot.trial.medicines.unknown_names import unknown_names


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


def find_medicines(text: str) -> list[Medicine]:
    """All medicines that a text names, in order; a regimen gives each of its medicines. Never raises."""
    plain = with_plain_marks(text)
    words = words_of(plain)
    mentions = believable(list(mentions_in(plain, words)), plain)
    known = {place for mention in mentions for place in range(mention.first, mention.last)}
    found = [medicine for mention in mentions for medicine in _medicines(mention, text)]
    for start, end in unknown_names(plain, words, known, alone=not mentions):
        found.append(Medicine(text[start:end], text[start:end], None, None, None, start, end))
    return sorted(found, key=lambda medicine: medicine.start)


def _medicines(mention: Mention, text: str) -> Iterator[Medicine]:
    start, end = mention.start, mention.end
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
