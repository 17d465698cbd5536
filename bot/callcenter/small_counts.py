"""Small counts are hidden, and so is whatever they could be computed from.

A count of one to four people can point at somebody, so it is shown as "<5". Where it would follow from a sum and the
other parts of the sum, more counts are hidden: those of five and more, the smallest first. Where even that is not
enough, since nearly all counts are small, the sums in question are veiled: nothing is told of any count in them. A
reader who knows all this, and every count and sum that is shown, must find two possible values for each small count.
"""

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf
from typing import TypeVar

SHOWN_FROM = 5

Cell = TypeVar("Cell", bound=Hashable)
Sum = tuple[Cell, tuple[Cell, ...]]
"""A count that is the sum of others: the sum, then its parts."""
Bounds = dict[Cell, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is not shown: counts that are told to be `small`, `others` that are five or more, and `veiled` ones."""

    small: frozenset = frozenset()
    others: frozenset = frozenset()
    veiled: frozenset = frozenset()

    def __contains__(self, cell: Hashable) -> bool:
        return cell in self.all

    @property
    def all(self) -> frozenset:
        """Every count that is not shown."""
        return self.small | self.others | self.veiled

    def range_of(self, cell: Hashable) -> tuple[float, float]:
        """Between which values a reader knows a hidden count to lie, whatever else is shown."""
        if cell in self.veiled:
            return 0, inf
        return (1, SHOWN_FROM - 1) if cell in self.small else (SHOWN_FROM, inf)


def hide(counts: Mapping[Cell, int], sums: Sequence[Sum]) -> Hidden:
    """What to hide of the counts, between which these sums hold. A count of none is shown."""
    small = frozenset(cell for cell, count in counts.items() if 0 < count < SHOWN_FROM)
    hidden = Hidden(small)
    while given_away := small & _given_away(counts, sums, hidden):
        hidden = _with_more(counts, sums, given_away, hidden)
    return hidden


def _with_more(
    counts: Mapping[Cell, int], sums: Sequence[Sum], given_away: Set[Cell], hidden: Hidden
) -> Hidden:
    """The smallest count hidden too that is shown beside one that is given away, or beside another hidden one."""
    for touched in (given_away, hidden.all):
        shown = [cell for cell in _beside(touched, sums) - hidden.all if counts[cell] >= SHOWN_FROM]
        if shown:
            smallest = min(shown, key=lambda cell: (counts[cell], str(cell)))
            return replace(hidden, others=hidden.others | {smallest})
    veiled = frozenset(given_away | hidden.veiled | _beside(given_away | hidden.veiled, sums))
    return Hidden(hidden.small - veiled, hidden.others - veiled, veiled)


def _beside(cells: Set[Cell], sums: Sequence[Sum]) -> set[Cell]:
    """The counts that stand in a sum with one of these."""
    return {cell for each in sums if cells & set(_members(each)) for cell in _members(each)}


def _members(each: Sum) -> tuple[Cell, ...]:
    return (each[0], *each[1])


def _given_away(counts: Mapping[Cell, int], sums: Sequence[Sum], hidden: Hidden) -> set[Cell]:
    """The hidden counts that follow from what is shown: by solving the sums, or by the bounds of what is hidden."""
    bounds = _bounds(counts, sums, hidden)
    pinned = {cell for cell in hidden.all if bounds[cell][0] >= bounds[cell][1]}
    return pinned | _solved(sums, hidden.all)


def _bounds(counts: Mapping[Cell, int], sums: Sequence[Sum], hidden: Hidden) -> Bounds:
    """Between which values each count lies for a reader, narrowed by the sums until nothing more follows."""
    bounds: Bounds = {cell: (count, count) for cell, count in counts.items()}
    bounds |= {cell: hidden.range_of(cell) for cell in hidden.all}
    changed = True
    while changed:
        changed = any([_narrow(bounds, each) for each in sums])
    return bounds


def _narrow(bounds: Bounds, each: Sum) -> bool:
    """Narrow the counts of one sum by each other; whether anything changed."""
    total, parts = each
    before = [bounds[cell] for cell in _members(each)]
    low, high = (sum(bounds[part][end] for part in parts) for end in (0, 1))
    bounds[total] = _both(bounds[total], (low, high))
    for part in parts:
        others = [bounds[other] for other in parts if other != part]
        least = bounds[total][0] - sum(high for _, high in others)
        most = bounds[total][1] - sum(low for low, _ in others)
        bounds[part] = _both(bounds[part], (least, most))
    return before != [bounds[cell] for cell in _members(each)]


def _both(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return max(one[0], other[0]), min(one[1], other[1])


def _solved(sums: Sequence[Sum], hidden: Set[Cell]) -> set[Cell]:
    """The hidden counts that the sums have one solution for, found by elimination."""
    rows = [_equation(each, hidden) for each in sums]
    solved: list[dict[Cell, Fraction]] = []
    for row in filter(None, rows):
        solved = _eliminated(row, solved)
    return {next(iter(row)) for row in solved if len(row) == 1}


def _equation(each: Sum, hidden: Set[Cell]) -> dict[Cell, Fraction]:
    total, parts = each
    row = {part: Fraction(1) for part in parts if part in hidden}
    return row | ({total: Fraction(-1)} if total in hidden else {})


def _eliminated(row: dict[Cell, Fraction], solved: list[dict[Cell, Fraction]]) -> list[dict[Cell, Fraction]]:
    """The equations with one more; the first count of each stands in no other."""
    for known in solved:
        row = _minus(row, known)
    if not row:
        return solved
    return [*(_minus(known, row) for known in solved), row]


def _minus(row: dict[Cell, Fraction], known: dict[Cell, Fraction]) -> dict[Cell, Fraction]:
    """The row without the first count of `known`."""
    first = next(iter(known))
    if first not in row:
        return row
    times = row[first] / known[first]
    cells = dict.fromkeys((*row, *known))
    left = {cell: row.get(cell, Fraction(0)) - times * known.get(cell, Fraction(0)) for cell in cells}
    return {cell: factor for cell, factor in left.items() if factor}
