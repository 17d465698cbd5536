"""Reads the answer to "have you had a proteasome inhibitor, an IMiD, an anti-CD38 antibody?"."""

import re
from collections.abc import Iterator

from bot.language.uncertainty import hedged
from bot.trial.medicines.denial import is_denied
from bot.trial.medicines.finding import Medicine, find_medicines
from bot.trial.medicines.names import with_plain_marks

_FACTS = {
    "proteasome_inhibitor": "had_proteasome_inhibitor",
    "immunomodulatory_agent": "had_immunomodulatory_agent",
    "anti_cd38": "had_anti_cd38",
}
_SPEAKS_FOR_ITS_CLASS = frozenset(
    {"proteasome inhibitor", "immunomodulatory agent", "anti-CD38 antibody", "daratumumab"}
)
"""What denies its class when it is denied. Who never had Kyprolis may well have had Velcade; but people know
the antibodies against CD38 by the name of daratumumab."""

_END_OF_CLAUSE = re.compile(
    r"(?<=[.;\n?!])|(?<!\ball)(?<!thing)(?<!three)(?<!\bthem)(?<!those)(?<!these)\s+(?=but\b)", re.IGNORECASE
)
_THE_THREE = r"(?:three|3|the three|of (?:them|those|these|it|the above|the three)|the above)"
_ALL = re.compile(
    rf"\ball {_THE_THREE}\b|\byes,? (?:to |i had |i've had )?all\b|\bthem all\b|^\W*all\b"
    r"|\b(?:each|every) one of them\b|\beverything\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(r"(?:\bnot|n't)\b[^,.;]*\b(?:all|everything)\b", re.IGNORECASE)
_NONE = re.compile(
    rf"\bnone\b|\bneither {_THE_THREE}"
    rf"|(?:\bnever|\bnot|n't)(?: (?:had|have|taken|received|been given))* any(?: {_THE_THREE})?\W*$",
    re.IGNORECASE,
)
_FILLERS = (
    r"(?:\s+(?:yet|ever|had|have|has|been|given|gotten|got|get|receive|received|take|taken|took|tried|try|used"
    r"|use|on|any|a|an|the|my|kind|sort|of|exposed|to|treated|with|for|not))*[\s:]*$"
)
_NOT_HAD = re.compile(
    r"\b(?:never|no|not|without|nor|neither|havent|didnt|hasnt|wasnt|(?:have|has|did|was|were)n't)"
    + _FILLERS,
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"\b(?:but|except|excepting|besides|excluding|minus|other than|apart from|aside from)" + _FILLERS,
    re.IGNORECASE,
)
_SINCE = re.compile(r"\s*(?:at all\s+)?since\b", re.IGNORECASE)
"""Who has not had Darzalex since 2020 may have had it until then."""

_SETTLES_NOTHING = re.compile(
    r"\?|(?:n't|\bdont|\bnot) think\b|\b(?:will|gonna|going to|plan|plans|planned|planning|scheduled|consider"
    r"|considering|offered|recommended|refused|declined|want|wants|suggested|might|could|should|next)\b",
    re.IGNORECASE,
)
"""A question, doubt, or a plan."""


def drug_classes_had(text: str) -> dict[str, bool]:
    """Which of the three drug-class facts a text settles; a class that it does not speak of is absent.

    A medicine or regimen that is named settles its class with True, whatever else is said of the class. What
    is said with doubt, as a question or as a plan settles nothing.
    """
    had: dict[str, bool] = {}
    for clause in _clauses(with_plain_marks(text)):
        for fact, value in _settled_by(clause).items():
            had[fact] = had.get(fact, False) or value
    return had


def _clauses(text: str) -> Iterator[str]:
    for clause in filter(str.strip, _END_OF_CLAUSE.split(text)):
        doubtful, _ = hedged(clause)
        if not doubtful and not _SETTLES_NOTHING.search(clause):
            yield clause


def _settled_by(clause: str) -> dict[str, bool]:
    found = find_medicines(clause)
    ours = [medicine for medicine in found if medicine.drug_class in _FACTS]
    if _ALL.search(clause) and not _NOT_ALL.search(clause):
        left_out = {medicine.drug_class for medicine in ours if is_denied(medicine, found, clause, _LEFT_OUT)}
        return {fact: drug_class not in left_out for drug_class, fact in _FACTS.items()}
    if _NONE.search(clause) and not ours:
        return dict.fromkeys(_FACTS.values(), False)
    return _settled_by_names(clause, ours, found)


def _settled_by_names(clause: str, ours: list[Medicine], found: list[Medicine]) -> dict[str, bool]:
    settled: dict[str, bool] = {}
    for medicine in ours:
        fact = _FACTS[medicine.drug_class or ""]
        if not is_denied(medicine, found, clause, _NOT_HAD):
            settled[fact] = True
        elif _SINCE.match(clause, medicine.end):
            continue
        elif medicine.generic in _SPEAKS_FOR_ITS_CLASS and _stands_alone(medicine, found):
            settled.setdefault(fact, False)
    return settled


def _stands_alone(medicine: Medicine, found: list[Medicine]) -> bool:
    """Whether the medicine is named itself, and not as a part of a regimen."""
    return sum(other.start == medicine.start for other in found) == 1
