"""A row of an export, whatever table it is of."""

from dataclasses import dataclass

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with all columns of an identified export; which of them are written is decided elsewhere."""

    table: str
    cells: dict[str, Cell]
