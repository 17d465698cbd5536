"""Names of medicines that are spelled nearly right.

A name that is known exactly is never reread as another. Short names are not corrected at all: one letter
makes another medicine of them. Where two medicines are equally near, neither is chosen.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.trial.medicines.catalogue import Drug, drugs, word_keys

_SHORTEST_WORD = 5
_SHORTEST_NAME = 6
_LONGEST_WORD = 40
_LIKE_FIRST_LETTERS = dict(zip("cqzxfjyeuv", "kksspgiiob", strict=True))


@dataclass(frozen=True, slots=True)
class Guess:
    """What a misspelled name may mean: the medicine, or None when several are equally near.

    `strong_cyp3a4` is the strong effect of any of those that are equally near: taking it for strong is the
    safe side, as it only asks the study team to look.
    """

    drug: Drug | None
    strong_cyp3a4: str | None


@lru_cache(maxsize=4096)
def nearest(word: str) -> Guess | None:
    """The medicine whose name is nearest to a key that is no known name; None when none is near enough."""
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha():
        return None
    if word in word_keys("right_as_they_are.yml"):
        return None
    slips = _slips_allowed(len(word))
    names = _names_like(_first_letter(word), len(word))
    near = process.extract(word, names, scorer=OSA.distance, score_cutoff=slips, limit=None)
    near = [(name, distance) for name, distance, _ in near if distance <= _slips_allowed(len(name))]
    if not near:
        return None
    least = min(distance for _, distance in near)
    return _guess([drugs()[name][0] for name, distance in near if distance == least])


def _guess(candidates: list[Drug]) -> Guess:
    strong = next((drug.strong_cyp3a4 for drug in candidates if drug.strong_cyp3a4), None)
    alone = len({drug.generic for drug in candidates}) == 1
    return Guess(candidates[0] if alone else None, strong)


def _slips_allowed(length: int) -> int:
    """One slip in a name of up to seven letters, two from eight, three from thirteen."""
    return 1 if length < 8 else 2 if length < 13 else 3


def _first_letter(name: str) -> str:
    """The first letter, letters that sound alike at the beginning of a name being one."""
    return _LIKE_FIRST_LETTERS.get(name[0], name[0])


@cache
def _names_like(first_letter: str, length: int) -> list[str]:
    """The names that begin with such a letter and are neither longer nor shorter than slips can make them."""
    slips = _slips_allowed(length)
    lengths = range(length - slips, length + slips + 1)
    return [name for near in lengths for name in _names_by_shape().get((first_letter, near), ())]


@cache
def _names_by_shape() -> Mapping[tuple[str, int], list[str]]:
    """The names that may be misspelled, by their first letter and their length."""
    names: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for name in drugs():
        if len(name) >= _SHORTEST_NAME and name.isalpha():
            names[_first_letter(name), len(name)].append(name)
    return names
