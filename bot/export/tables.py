"""Writes the rows of everybody as CSV files, one for each table."""

import csv
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TextIO

from bot.export.columns import tables
from bot.export.row import Cell
from bot.export.rows import rows_of
from bot.store.kept_export import PersonKept

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""A text that begins so would be calculated by a spreadsheet: OWASP, "CSV Injection"."""
HARMLESS = "'"


def write_tables(
    people: Iterable[PersonKept], streams: Mapping[str, TextIO], identified: bool
) -> Mapping[str, int]:
    """Writes each table to its stream, one person after the other; returns how many rows, by table, and "people".

    Streams are given for all tables, by name. Raises ValueError for a row that has other columns than `columns.yml`
    says.
    """
    writers = {name: _writer(stream, name, identified) for name, stream in streams.items()}
    counted = Counter(dict.fromkeys((*writers, "people"), 0))
    for person in people:
        counted["people"] += 1
        for row in rows_of(person, _study_id()):
            _demand_columns(row.table, row.cells)
            writers[row.table].writerow({name: shown(cell) for name, cell in row.cells.items()})
            counted[row.table] += 1
    return counted


def shown(cell: Cell) -> Cell:
    """A cell as it is written: a text that a spreadsheet would calculate begins with an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA):
        return HARMLESS + cell
    return cell


def _writer(stream: TextIO, table: str, identified: bool) -> csv.DictWriter:
    columns = [column.name for column in tables()[table].shown(identified)]
    writer = csv.DictWriter(stream, columns, extrasaction="ignore")
    writer.writeheader()
    return writer


def _demand_columns(table: str, cells: Mapping[str, Cell]) -> None:
    declared = {column.name for column in tables()[table].columns}
    if cells.keys() != declared:
        raise ValueError(f"{table}: not as declared: {', '.join(sorted(cells.keys() ^ declared))}")


def _study_id() -> str:
    """Says nothing about the person, since it is drawn by chance and kept nowhere."""
    return f"P-{secrets.token_hex(6)}"
