"""The counts of people that belong together, with every sum that a reader of the figures can make of them."""

from collections.abc import Hashable, Iterable

from bot.callcenter.small_counts import Sum
from bot.screening.verdict import Outcome
from bot.store.kept_figures import ENROLLED, NO_CONSENT, REFERRED, UNFINISHED, FigureCounts, Way

ALL = "all"
WAYS = (*Way, ALL)
OUTCOMES = tuple(outcome.value for outcome in Outcome)

Counts = dict[Hashable, int]


def counts_of_people(found: FigureCounts) -> tuple[Counts, list[Sum]]:
    """Stages, weeks and last questions, each by way, and the sums between them.

    A cell is a row and a way; the row of a week is ("begun" or "finished", its number), of a question ("left", fact).
    """
    counts: Counts = {}
    for way in Way:
        counts |= _stages_of(found, way) | _weeks_of(found, way) | _left_of(found, way)
        counts |= {(stage, way): found.handed_over.get((stage, way), 0) for stage in (REFERRED, ENROLLED)}
        counts["handed_over", way] = counts[REFERRED, way] + counts[ENROLLED, way]
    rows = dict.fromkeys(row for row, _ in counts)
    counts |= {(row, ALL): sum(counts.get((row, way), 0) for way in Way) for row in rows}
    counts |= {(row, way): counts.get((row, way), 0) for row in rows for way in Way}
    return counts, [*_across(rows), *(each for way in WAYS for each in _down(rows, way))]


def _stages_of(found: FigureCounts, way: Way) -> Counts:
    stages = {stage: 0 for stage in (NO_CONSENT, UNFINISHED, *OUTCOMES)}
    for (_, each, stage), count in found.stages.items():
        if each is way:
            stages[stage] += count
    finished = sum(stages[outcome] for outcome in OUTCOMES)
    consented = finished + stages[UNFINISHED]
    totals = {"finished": finished, "consented": consented, "begun": consented + stages[NO_CONSENT]}
    return {(stage, way): count for stage, count in (stages | totals).items()}


def _weeks_of(found: FigureCounts, way: Way) -> Counts:
    weeks = {(kind, number): 0 for number in range(len(found.weeks)) for kind in ("begun", "finished")}
    for (number, each, stage), count in found.stages.items():
        if each is way:
            weeks["begun", number] += count
            weeks["finished", number] += count if stage in OUTCOMES else 0
    return {(week, way): count for week, count in weeks.items()}


def _left_of(found: FigureCounts, way: Way) -> Counts:
    return {
        (("left", question), way): count for (question, each), count in found.left_at.items() if each is way
    }


def _across(rows: Iterable[Hashable]) -> list[Sum]:
    return [((row, ALL), tuple((row, way) for way in Way)) for row in rows]


def _down(rows: Iterable[Hashable], way: str) -> list[Sum]:
    named = [row for row in rows if isinstance(row, tuple)]
    parts = {
        "finished": OUTCOMES,
        "consented": ("finished", UNFINISHED),
        "begun": ("consented", NO_CONSENT),
        "handed_over": (REFERRED, ENROLLED),
        UNFINISHED: tuple(row for row in named if row[0] == "left"),
    }
    by_week = {kind: tuple(row for row in named if row[0] == kind) for kind in ("begun", "finished")}
    sums = [*parts.items(), *by_week.items()]
    return [((total, way), tuple((part, way) for part in those)) for total, those in sums if those]
