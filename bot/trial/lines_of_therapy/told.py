"""Puts signs together to what a person tells: regimens, transplants, upkeep, relapses, and words of change."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.language.tokens import COMMA
from bot.trial.lines_of_therapy.signs import DRUGS, HIGH_DOSE, TRANSPLANTS, Sign, gap
from bot.trial.lines_of_therapy.wording import Place, words

STEROID = "steroid"
ONE_REGIMEN_UP_TO = 2
_LABELS = frozenset({"upkeep", "induction", "bridging", "preparation", "again", "doubtful", "unnamed"})
_STANDS_ALONE = {"upkeep": "upkeep", "induction": DRUGS, "unnamed": DRUGS, "again": "again"}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was told; `drugs` are the medicines without steroids, by their non-proprietary names."""

    sign: Sign
    drugs: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """The kind of its sign."""
        return self.sign.kind

    def has(self, label: str) -> bool:
        """Whether it carries a label such as "upkeep" or "again"."""
        return label in self.sign.labels

    def labelled(self, *labels: str) -> "Told":
        """The same with more labels."""
        return replace(self, sign=self.sign.labelled(*labels))


def told_in(said: tuple[Place, ...], signs: list[Sign]) -> list[Told]:
    """What the signs tell, in the order of the words."""
    regimens = [part for run in _runs(said, signs) for part in _regimens(said, run)]
    others = [sign for sign in signs if sign.kind != DRUGS]
    together = _with_labels(said, sorted([*regimens, *others], key=lambda sign: sign.first))
    told = [Told(sign, _drugs(sign)) for sign in together if not _is_nothing(sign)]
    return _one_transplant_each(said, told)


def _runs(said: tuple[Place, ...], signs: list[Sign]) -> Iterator[list[Sign]]:
    """Medicines with nothing between them but commas and words that join."""
    run: list[Sign] = []
    for sign in signs:
        if sign.kind != DRUGS:
            continue
        if run and not _goes_on(said, run[-1], sign):
            yield run
            run = []
        run.append(sign)
    if run:
        yield run


def _goes_on(said: tuple[Place, ...], one: Sign, other: Sign) -> bool:
    between = gap(said, one, other)
    apart = COMMA in between and (_named_by_letters(one) or _named_by_letters(other))
    return not apart and not _two_regimens(one, other) and all(_joins(between))


def _joins(between: tuple[str, ...]) -> Iterator[bool]:
    for place, word in enumerate(between):
        amount = word.isdigit() and between[place + 1 : place + 2] == ("mg",)
        yield word == COMMA or amount or word in words("joins")


def _two_regimens(one: Sign, other: Sign) -> bool:
    return _named_by_letters(one) and _named_by_letters(other)


def _named_by_letters(sign: Sign) -> bool:
    return len(sign.medicines) > 1


def _regimens(said: tuple[Place, ...], run: list[Sign]) -> list[Sign]:
    """One regimen, or several where a list may name medicines that were given one after the other."""
    pieces = _pieces(said, run)
    if len(pieces) > 1 and _commas_part_regimens(said, pieces):
        return [part for piece in pieces for part in _regimens(said, piece)]
    if not _is_open_list(run, pieces):
        return [_as_one(run)]
    units = [_as_one(piece) for piece in pieces] if len(pieces) > 1 else run
    named = [unit for unit in units if _drugs(unit)]
    return [named[0], *(unit.labelled("listed") for unit in named[1:])]


def _as_one(run: list[Sign]) -> Sign:
    medicines = tuple(medicine for sign in run for medicine in sign.medicines)
    labels: frozenset[str] = frozenset().union(*(sign.labels for sign in run))
    return Sign(DRUGS, run[0].first, run[-1].last, medicines, labels)


def _pieces(said: tuple[Place, ...], run: list[Sign]) -> list[list[Sign]]:
    """The run cut at commas, and at "and" beside a regimen that is named by letters."""
    pieces = [[run[0]]]
    for one, other in pairwise(run):
        between = gap(said, one, other)
        letters = _named_by_letters(one) or _named_by_letters(other)
        if COMMA in between or (letters and "and" in between):
            pieces.append([])
        pieces[-1].append(other)
    return pieces


def _commas_part_regimens(said: tuple[Place, ...], pieces: list[list[Sign]]) -> bool:
    """Whether what stands between commas is a regimen of its own, as in "dara pom dex, rev dex"."""
    if any(COMMA not in gap(said, one[-1], other[0]) for one, other in pairwise(pieces)):
        return False
    ended = any(len(piece) > 1 and not _drugs(piece[-1]) for piece in pieces[:-1])
    return ended or any(len(_drugs(_as_one(piece))) > 1 and not _and_in(said, piece) for piece in pieces)


def _and_in(said: tuple[Place, ...], piece: list[Sign]) -> bool:
    return any("and" in gap(said, one, other) for one, other in pairwise(piece))


def _is_open_list(run: list[Sign], pieces: list[list[Sign]]) -> bool:
    drugs = _drugs(_as_one(run))
    if len(run) < 2 or len(drugs) < 2:
        return False
    if any(_never_together(sign, run) for sign in run):
        return True
    with_steroid = any(medicine.drug_class == STEROID for sign in run for medicine in sign.medicines)
    return len(pieces) > 1 and not (with_steroid and len(drugs) <= ONE_REGIMEN_UP_TO)


def _never_together(sign: Sign, run: list[Sign]) -> bool:
    """Whether another medicine of the run is of the same class, as Velcade and Kyprolis."""
    classes = {medicine.drug_class for medicine in sign.medicines} & words("never_together")
    others = [other for other in run if _drugs(other) - _drugs(sign)]
    return any(medicine.drug_class in classes for other in others for medicine in other.medicines)


def _with_labels(said: tuple[Place, ...], signs: list[Sign]) -> list[Sign]:
    """Gives words such as "maintenance" to the medicines beside them; some stand alone where there are none."""
    kept: list[Sign] = []
    for place, sign in enumerate(signs):
        following = signs[place + 1] if place + 1 < len(signs) else None
        if sign.kind not in _LABELS:
            kept.append(sign)
        elif sign.kind != "doubtful" and kept and _labels_before(said, kept[-1], sign):
            kept[-1] = replace(kept[-1].labelled(sign.kind), last=sign.last)
        elif following and _labels_after(said, sign, following):
            signs[place + 1] = replace(following.labelled(sign.kind, *sign.labels), first=sign.first)
        elif sign.kind in _STANDS_ALONE:
            kept.append(replace(sign, kind=_STANDS_ALONE[sign.kind]))
    return kept


def _labels_before(said: tuple[Place, ...], target: Sign, label: Sign) -> bool:
    between = gap(said, target, label)
    near = target.kind in (DRUGS, "upkeep") and all(word in words("attaches") for word in between)
    counts_on = label.kind == "again" and said[label.first].word not in ("again", "restarted")
    return near and not counts_on


def _labels_after(said: tuple[Place, ...], label: Sign, target: Sign) -> bool:
    between = gap(said, label, target)
    fits = target.kind in (DRUGS, "transplant", "upkeep", "unnamed", "bridging", "preparation", "induction")
    return fits and all(word in words("attaches") for word in between)


def _one_transplant_each(said: tuple[Place, ...], told: list[Told]) -> list[Told]:
    """Takes the chemotherapy of a transplant, and its second name in brackets, for the transplant itself."""
    kept: list[Told] = []
    for at, part in enumerate(told):
        beside = any(other.kind in TRANSPLANTS for other in [*kept[-1:], *told[at + 1 : at + 2]])
        if (beside and _is_conditioning(part)) or (kept and _is_another_name(said, kept[-1], part)):
            continue
        high_dose = part.kind == HIGH_DOSE
        kept.append(replace(part, sign=replace(part.sign, kind="transplant")) if high_dose else part)
    return kept


def _is_conditioning(part: Told) -> bool:
    only_drug = len(part.sign.medicines) == 1 and part.drugs <= words("used_for_the_transplant")
    return part.kind == HIGH_DOSE or (part.kind == DRUGS and bool(part.drugs) and only_drug)


def _is_another_name(said: tuple[Place, ...], one: Told, other: Told) -> bool:
    """As in "stem cell transplant (ASCT)"."""
    both = one.kind in TRANSPLANTS and other.kind == "transplant" and not other.has("again")
    return both and set(gap(said, one.sign, other.sign)) <= {COMMA, "an", "a", "or"}


def _drugs(sign: Sign) -> frozenset[str]:
    return frozenset(
        part
        for medicine in sign.medicines
        if medicine.generic and medicine.drug_class != STEROID
        for part in medicine.generic.split("+")
    )


def _is_nothing(sign: Sign) -> bool:
    """Steroids other than dexamethasone, and drugs that only prepare for cells that are collected or given."""
    if sign.kind != DRUGS or not sign.medicines:
        return False
    drugs = _drugs(sign)
    if drugs & words("used_before_car_t_cells"):
        return True
    if "preparation" in sign.labels and drugs <= words("used_for_collection") | words(
        "used_for_the_transplant"
    ):
        return True
    return not drugs and all(medicine.generic != "dexamethasone" for medicine in sign.medicines)
