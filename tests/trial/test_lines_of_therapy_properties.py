"""What holds of every story of treatments: more steps never make fewer lines, and CAR-T counts nothing."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.trial.lines_of_therapy import Begins, count_lines

REGIMENS = [
    "VRd",
    "dara pom dex",
    "KCd",
    "kyprolis",
    "revlimid",
    "selinexor",
    "elo pom dex",
    "Vd",
    "teclistamab",
]
OTHERS = ["transplant", "revlimid maintenance", "relapsed", "tandem transplant", "bridging with cytoxan"]
STORIES = st.lists(st.sampled_from([*REGIMENS, *OTHERS]), max_size=7).map(lambda parts: ["VRd", *parts])
SEPARATORS = [". then ", "; then ", "\nthen ", " then ", ", then ", " -> "]


def span(parts: list[str], separator: str = ". then ") -> tuple[float, float]:
    lines = count_lines(separator.join(parts)).lines
    return lines.low, lines.high


@settings(deadline=None)
@given(STORIES, st.sampled_from([*REGIMENS, *OTHERS]))
def test_one_more_step_never_makes_fewer_lines(parts, more):
    before, after = span(parts), span([*parts, more])
    assert before[0] <= after[0] and before[1] <= after[1]


@settings(deadline=None)
@given(STORIES)
def test_one_more_step_makes_one_more_line_at_most(parts):
    before, after = span(parts), span([*parts, "dara pom dex"])
    assert after[1] <= before[1] + 2 and after[0] <= before[0] + 2


@settings(deadline=None)
@given(STORIES, st.sampled_from(["abecma", "car-t", "ide-cel", "CAR T cells"]))
def test_car_t_changes_nothing(parts, car_t):
    assert span([*parts, car_t]) == span(parts)


@settings(deadline=None)
@given(STORIES, STORIES)
def test_what_follows_the_car_t_is_not_counted(parts, later):
    assert span([*parts, "abecma", *later]) == span(parts)


@settings(deadline=None)
@given(STORIES, st.sampled_from(SEPARATORS))
def test_how_the_steps_are_parted_does_not_matter(parts, separator):
    assert span(parts, separator) == span(parts)


@settings(deadline=None)
@given(STORIES)
def test_the_steps_explain_the_range(parts):
    count = count_lines(". then ".join(parts))
    begins = [step.begins for step in count.steps]
    new = begins.count(Begins.NEW_LINE)
    assert (count.lines.low, count.lines.high) == (new, new + begins.count(Begins.EITHER))


@settings(deadline=None)
@given(STORIES, st.integers(1, 8))
def test_stated_count_narrows_or_widens(parts, stated):
    low, high = span(parts)
    with_count = span([f"I had {stated} lines of therapy", *parts])
    expected = (stated, stated) if low <= stated <= high else (min(low, stated), max(high, stated))
    assert with_count == expected


@pytest.mark.parametrize("order", list(permutations(["dara", "pom", "dex"])))
def test_order_of_drugs_within_a_regimen_does_not_matter(order):
    regimen = " ".join(order)
    assert span(["VRd", "relapsed", regimen, "relapsed", "KCd"]) == (3, 3)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text):
    count_lines(text)
    count_lines(f"VRd {text} dara then {text} transplant, {text} abecma")
