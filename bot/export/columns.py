"""The tables of an export and their columns, as `columns.yml` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bot.language.word_lists import word_list


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it means, its unit ("" if none), and whether only an identified export has it."""

    name: str
    means: str
    unit: str
    identified: bool


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table of an export."""

    name: str
    about: str
    columns: tuple[Column, ...]

    def shown(self, identified: bool) -> tuple[Column, ...]:
        """The columns that an export has."""
        return tuple(column for column in self.columns if identified or not column.identified)


@cache
def tables() -> Mapping[str, ExportTable]:
    """All tables by name, in order."""
    told = word_list("columns", "bot.export")
    return MappingProxyType(
        {name: ExportTable(name, each["about"], _columns(each)) for name, each in told.items()}
    )


def _columns(told: dict) -> tuple[Column, ...]:
    return tuple(
        Column(name, each["means"], each.get("unit", ""), "identified" in each)
        for name, each in told["columns"].items()
    )
