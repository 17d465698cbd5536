"""Small counts are hidden, and cannot be computed from what is shown."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.callcenter.small_counts import SHOWN_FROM, hide

BY_CHANNEL = [("all", ("web", "phone"))]


@pytest.mark.parametrize(
    ("web", "phone", "hidden"),
    [
        pytest.param(20, 30, set(), id="nothing is small"),
        pytest.param(20, 0, set(), id="none is no small count"),
        pytest.param(20, 5, set(), id="five are shown"),
        pytest.param(20, 4, {"web", "phone"}, id="four are hidden, and what they would follow from"),
        pytest.param(4, 0, {"all", "web"}, id="a sum that is a small count"),
        pytest.param(3, 2, {"web", "phone"}, id="two small counts, either of which could be the larger"),
        pytest.param(4, 4, {"all", "web", "phone"}, id="two small counts that can only be four each"),
        pytest.param(1, 1, {"all", "web", "phone"}, id="two ones"),
    ],
)
def test_one_sum(web, phone, hidden):
    counts = {"web": web, "phone": phone, "all": web + phone}
    found = hide(counts, BY_CHANNEL)
    assert {cell for cell in counts if cell in found} == hidden


def test_without_sums_only_small_counts_are_hidden():
    found = hide({"a": 3, "b": 70}, [])
    assert found.all == found.small == {"a"}


def test_where_nearly_all_is_small_nothing_is_told():
    """One each of four outcomes: that there are fewer than five in all would tell each of them."""
    counts = {"a": 1, "b": 1, "c": 1, "d": 1, "all": 4}
    assert hide(counts, [("all", ("a", "b", "c", "d"))]).veiled == counts.keys()


def table(rows, columns, numbers):
    """Counts of a table with all its sums."""
    counts = {
        (row, column): number for (row, column), number in zip(product(rows, columns), numbers, strict=True)
    }
    for row in rows:
        counts[row, "all"] = sum(counts[row, column] for column in columns)
    for column in (*columns, "all"):
        counts["all", column] = sum(counts[row, column] for row in rows)
    across = [((row, "all"), tuple((row, column) for column in columns)) for row in (*rows, "all")]
    down = [(("all", column), tuple((row, column) for row in rows)) for column in (*columns, "all")]
    return counts, across + down


def possible_values(counts, sums, found):
    """Every value that a reader must think possible for each small count, by trying all tables up to a size."""
    cells = [cell for cell in counts if cell in found]
    most = max(counts.values()) + 8
    open_cells = {cell: _choices(found.range_of(cell), most) for cell in cells}
    values = {cell: set() for cell in cells if 0 < counts[cell] < SHOWN_FROM}
    for known in _solutions(dict(counts), list(open_cells.items()), sums, set(cells)):
        for cell in values:
            values[cell].add(known[cell])
    return values


def _choices(bounds, most):
    low, high = bounds
    return range(low, int(min(high, most)) + 1)


def _solutions(known, left, sums, unknown):
    if not _holds(known, sums, unknown):
        return
    if not left:
        yield dict(known)
        return
    (cell, choices), *rest = left
    for choice in choices:
        known[cell] = choice
        yield from _solutions(known, rest, sums, unknown - {cell})


def _holds(known, sums, unknown):
    return all(
        known[total] == sum(known[part] for part in parts)
        for total, parts in sums
        if total not in unknown and not unknown & set(parts)
    )


numbers = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12])


@settings(max_examples=150)
@given(st.lists(numbers, min_size=4, max_size=4))
def test_no_small_count_of_a_table_follows_from_what_is_shown(cells):
    counts, sums = table("ab", "xy", cells)
    found = hide(counts, sums)
    assert {cell for cell, count in counts.items() if 0 < count < SHOWN_FROM} <= found.all
    for cell, values in possible_values(counts, sums, found).items():
        assert counts[cell] in values
        assert len(values) > 1, (cell, counts, found)


@settings(max_examples=150)
@given(st.lists(numbers, min_size=3, max_size=5))
def test_no_small_part_of_a_sum_of_sums_follows_from_what_is_shown(cells):
    """As in the funnel: begun = stopped + finished; finished = the outcomes."""
    first, *outcomes = cells
    parts = tuple(f"outcome {number}" for number in range(len(outcomes)))
    counts = dict(zip(parts, outcomes, strict=True)) | {"stopped": first, "finished": sum(outcomes)}
    counts["begun"] = first + sum(outcomes)
    sums = [("finished", parts), ("begun", ("stopped", "finished"))]
    found = hide(counts, sums)
    for cell, values in possible_values(counts, sums, found).items():
        assert len(values) > 1, (cell, counts, found)


@given(st.lists(st.integers(0, 400), min_size=12, max_size=12))
def test_large_tables_end_and_show_what_they_can(cells):
    counts, sums = table("abcd", "xyz", cells)
    found = hide(counts, sums)
    if not found.small:
        assert not found.others
    assert found.small <= {cell for cell, count in counts.items() if 0 < count < SHOWN_FROM}
    assert all(counts[cell] >= SHOWN_FROM for cell in found.others)
