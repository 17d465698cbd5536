"""The figures that supervisors look at: tables of counts, the small ones hidden with what gives them away."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.callcenter.answers_given import title_of
from bot.callcenter.figure_sums import ALL, Counts, counts_of_people
from bot.callcenter.small_counts import Hidden, Sum, hide
from bot.conversation.facts import ASKED
from bot.language.word_lists import word_list
from bot.language.wording import say_day
from bot.store.kept_figures import MINUTES, FigureCounts, Way
from bot.trial.facts import FACTS
from bot.trial.reasons import all_words


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it is shown; `count` is None where it is hidden."""

    text: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A table of counts, and what it is about. `total` is what its row or column of sums is called."""

    key: str
    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    total: str


def figures_of(found: FigureCounts, way: str = ALL) -> tuple[Figure, ...]:
    """All figures for one way, or for all. What is hidden is the same whichever way is looked at."""
    counts, sums = counts_of_people(found)
    hidden = hide(counts, sums)

    def shown(cell: Hashable) -> Shown:
        return _shown(counts, hidden, cell)

    return (
        _funnel(shown, way),
        _weeks(found, shown, way),
        _criteria(found, way),
        _left_at(counts, shown, way),
        _hesitations(found, way),
        _sites(found),
        _calls(found),
    )


def _shown(counts: Mapping[Hashable, int], hidden: Hidden, cell: Hashable) -> Shown:
    words = _words("hidden")
    for kind in ("small", "others", "veiled"):
        if cell in getattr(hidden, kind):
            return Shown(words[kind], None)
    return Shown(f"{counts.get(cell, 0):,}", counts.get(cell, 0))


Show = Callable[[Hashable], Shown]


def _funnel(shown: Show, way: str) -> Figure:
    rows = [(label, (shown((row, way)),)) for row, label in _words("funnel")["rows"].items()]
    return _figure("funnel", (_words("ways")[way],), rows)


def _weeks(found: FigureCounts, shown: Show, way: str) -> Figure:
    columns = _words("weeks")["columns"]
    rows = [
        (say_day(begins.date()), tuple(shown(((kind, number), way)) for kind in columns))
        for number, begins in enumerate(found.weeks)
    ]
    return _figure("weeks", columns.values(), rows)


def _left_at(counts: Counts, shown: Show, way: str) -> Figure:
    left = {row[1]: counts[row, way] for row, each in counts if each == way and row[0] == "left"}
    rows = [(_question(fact), (shown((("left", fact), way)),)) for fact in _in_order(left)]
    return _figure("left_at", (_words("left_at")["column"],), rows)


def _in_order(facts: Iterable[str]) -> list[str]:
    order = list(ASKED)
    return sorted(facts, key=lambda fact: order.index(fact) if fact in order else len(order))


def _question(fact: str) -> str:
    if fact in FACTS or fact == "zip_code":
        return title_of(fact)
    return _words("left_at").get(fact, fact.replace("_", " ").capitalize())


def _criteria(found: FigureCounts, way: str) -> Figure:
    columns = _words("criteria")["columns"]
    return _by_way(
        "criteria", columns, found.criteria, {id: words.title for id, words in all_words().items()}, way
    )


def _hesitations(found: FigureCounts, way: str) -> Figure:
    columns = _words("hesitations")["columns"]
    return _by_way("hesitations", columns, found.hesitations, {fact: title_of(fact) for fact in FACTS}, way)


def _by_way(
    key: str,
    columns: Mapping[str, str],
    found: Mapping[tuple[str, str, Way], int],
    names: Mapping[str, str],
    way: str,
) -> Figure:
    """A table whose rows count the same people again, so that only the ways add up."""
    rows = []
    for row, name in names.items():
        cells = [{each: found.get((row, column, each), 0) for each in Way} for column in columns]
        if any(count for cell in cells for count in cell.values()):
            rows.append((name, tuple(_one_way(cell, way) for cell in cells)))
    return _figure(key, columns.values(), rows)


def _one_way(by_way: Mapping[str, int], way: str) -> Shown:
    counts = {**by_way, ALL: sum(by_way.values())}
    return _shown(counts, hide(counts, [(ALL, tuple(Way))]), way)


def _sites(found: FigureCounts) -> Figure:
    """Referrals by site and how far they came; where that would tell nothing at all, by site alone."""
    words, names = _words("sites"), sorted({site for site, _ in found.sites})
    counts = _by_site_and_status(found, names, tuple(words["columns"]))
    columns = tuple(words["columns"])
    hidden = hide(counts, _sums_of_table(names, columns))
    if hidden.veiled:
        columns = ()
        hidden = hide({cell: counts[cell] for cell in counts if cell[1] == ALL}, _sums_of_table(names, ()))
    rows = [
        (
            words["total"] if site == ALL else site,
            tuple(_shown(counts, hidden, (site, each)) for each in (*columns, ALL)),
        )
        for site in (*names, ALL)
    ]
    return _figure(
        "sites", (*(words["columns"][each] for each in columns), words["total"]), rows if names else []
    )


def _by_site_and_status(found: FigureCounts, names: Iterable[str], statuses: tuple[str, ...]) -> Counts:
    counts: Counts = {
        (site, status): found.sites.get((site, status), 0) for site in names for status in statuses
    }
    counts |= {(site, ALL): sum(counts[site, status] for status in statuses) for site in names}
    return counts | {(ALL, each): sum(counts[site, each] for site in names) for each in (*statuses, ALL)}


def _sums_of_table(rows: Iterable[str], columns: tuple[str, ...]) -> list[Sum]:
    rows = tuple(rows)
    across = (
        [((row, ALL), tuple((row, column) for column in columns)) for row in (*rows, ALL)] if columns else []
    )
    return across + [((ALL, each), tuple((row, each) for row in rows)) for each in (*columns, ALL)]


def _calls(found: FigureCounts) -> Figure:
    words = _words("calls")
    labels = [words["up_to"].format(minutes=MINUTES[0])]
    labels += [words["between"].format(first=first, last=last) for first, last in pairwise(MINUTES)]
    labels += [words["over"].format(minutes=MINUTES[-1])]
    counts = {number: found.calls.get(number, 0) for number in range(len(labels))}
    hidden = hide({**counts, ALL: sum(counts.values())}, [(ALL, tuple(counts))])
    counts[ALL] = sum(counts.values())
    rows = [
        (label, (_shown(counts, hidden, cell),))
        for cell, label in zip(counts, [*labels, words["total"]], strict=True)
    ]
    return _figure("calls", (words["column"],), rows if counts[ALL] else [])


def _figure(key: str, columns: Iterable[str], rows: Iterable[tuple[str, tuple[Shown, ...]]]) -> Figure:
    words = _words(key)
    return Figure(key, words["title"], words["about"], tuple(columns), tuple(rows), words.get("total", ""))


def _words(section: str) -> dict[str, Any]:
    return word_list("figures", "bot.callcenter")[section]
