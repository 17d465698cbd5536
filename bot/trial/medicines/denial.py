"""Whether the words around a medicine deny it: "never had Darzalex", "dara: no"."""

import re
from collections.abc import Sequence

from bot.trial.medicines.finding import Medicine

_LETTERS_BEFORE = 80
_OR = re.compile(r"[\s/]*(?:\b(?:or|nor)\b)?[\s/]*(?:\b(?:a|an|any|the)\b)?\s*", re.IGNORECASE)
_DENIED_AFTER = re.compile(
    r"\s*[:=-]?\s*\(?(?:no|nope|never|not yet|not)\)?\s*(?=$|[,.;\n])|\s*,?\s*never\s+had", re.IGNORECASE
)


def is_denied(medicine: Medicine, among: Sequence[Medicine], text: str, denial: re.Pattern[str]) -> bool:
    """Whether words that match `denial` stand right before a medicine, or a plain "no" right after it.

    "Never had Kyprolis or Ninlaro" denies both; "no dara, Velcade" denies only the first.
    """
    if _DENIED_AFTER.match(text, medicine.end):
        return True
    before = [other for other in among if other.end <= medicine.start]
    if before and _OR.fullmatch(text, before[-1].end, medicine.start):
        return is_denied(before[-1], among, text, denial)
    nearest = max(before[-1].end if before else 0, medicine.start - _LETTERS_BEFORE)
    return denial.search(text, nearest, medicine.start) is not None
