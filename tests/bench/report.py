"""The figures of a run as a table in Markdown, each with its ratio, its target and whether that was reached."""

import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import psutil
from batch import Batch

Figures = Mapping[str, Sequence[float]]

ROWS = (
    ("ms a turn, median", "median turn", "lower", None),
    ("ms at turn 1", "turn 1", "lower", None),
    ("ms at turn 2", "turn 2", "lower", None),
    ("ms at turn 10", "turn 10", "lower", None),
    ("ms at turn 20", "turn 20", "lower", None),
    ("ms at the last turn", "last turn", "lower", None),
    ("turns a second, 1 client", "turns a second, 1", "higher", 10),
    ("turns a second, 8 clients", "turns a second, 8", "higher", 10),
    ("turns a second, 32 clients", "turns a second, 32", "higher", 10),
    ("MB of memory, all processes", "memory", "lower", 3),
    ("seconds from start to first answer", "start", "lower", 6),
    ("MB installed", "installed", "lower", 3),
    ("seconds of training, processor time", "training", "lower", 10),
)


def report(figures: Mapping[str, Figures], batches: Sequence[Batch]) -> str:
    """The whole report."""
    ours, stock = figures["AfterCART"], figures["stock"]
    lines = [
        f"Machine: {_machine()}.",
        "",
        "| | stock | AfterCART | ratio | target |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(*row, ours, stock) for row in ROWS]
    lines += [
        "",
        _growth(ours, stock),
        "",
        _door(ours),
        "",
        _shares(ours),
        "",
        *(_batch(each) for each in batches),
    ]
    return "\n".join(lines) + "\n"


def _row(title: str, name: str, better: str, target: int | None, ours: Figures, stock: Figures) -> str:
    mine, theirs = _figure(ours, name), _figure(stock, name)
    ratio = theirs / mine if better == "lower" else mine / theirs
    wanted = "" if target is None else f"{target}x: {'reached' if ratio >= target else 'not reached'}"
    return f"| {title} | {theirs:.1f} | {mine:.1f} | {ratio:.1f}x | {wanted} |"


def _figure(figures: Figures, name: str) -> float:
    if name == "memory":
        return sum(median(values) for part, values in figures.items() if part.startswith("memory of "))
    return median(figures[name])


def _growth(ours: Figures, stock: Figures) -> str:
    compared = (
        ("Last turn to first turn", "last turn", "turn 1"),
        ("Last turn to first answer", "last turn", "turn 2"),
        ("Turn 20 to first answer", "turn 20", "turn 2"),
    )
    said = [
        f"{title}: {_times(ours, later, first):.2f} (stock: {_times(stock, later, first):.2f})"
        for title, later, first in compared
    ]
    reached = "reached" if _times(ours, "last turn", "turn 1") <= 1.3 else "not reached"
    return f"{said[0]}; target 1.3: {reached}. {'. '.join(said[1:])}."


def _times(figures: Figures, later: str, first: str) -> float:
    return _figure(figures, later) / _figure(figures, first)


def _door(ours: Figures) -> str:
    added = _figure(ours, "median turn through the door") - _figure(ours, "median turn")
    reached = "reached" if added <= 4 else "not reached"
    floor, floor_of_door = _figure(ours, "echo"), _figure(ours, "echo of the door")
    return (
        f"The public door adds {added:.1f} ms to the median turn; target 4: {reached}. A bare request takes "
        f"{floor:.1f} ms in Rasa's process and {floor_of_door:.1f} ms in the door's."
    )


def _shares(ours: Figures) -> str:
    work, memory = _by_part(ours, "work of "), _by_part(ours, "memory of ")
    at_the_door = _by_part(ours, "door's work of ")
    return (
        f"Processor time of a turn over Rasa's channel: {_of_each(work, '.1f', 'ms')}; through the door: "
        f"{_of_each(at_the_door, '.1f', 'ms')}. Memory: {_of_each(memory, '.0f', 'MB')}."
    )


def _by_part(figures: Figures, beginning: str) -> Mapping[str, float]:
    return {
        name.removeprefix(beginning): median(each)
        for name, each in figures.items()
        if name.startswith(beginning)
    }


def _of_each(parts: Mapping[str, float], form: str, unit: str) -> str:
    return ", ".join(f"{part} {value:{form}} {unit}" for part, value in parts.items())


def _batch(batch: Batch) -> str:
    speed = batch.lines / batch.seconds
    return (
        f"`aftercart screen`, {batch.lines:,} lines: {speed:,.0f} a second of one core, start-up included; "
        f"at most {batch.megabytes:.0f} MB."
    )


def _machine() -> str:
    names = (line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    model = next(names, platform.machine()).partition(":")[2].strip() or platform.machine()
    memory = psutil.virtual_memory().total / 1e9
    python = platform.python_version()
    return f"{psutil.cpu_count()} cores ({model}), {memory:.0f} GB, {platform.system()}, Python {python}"
