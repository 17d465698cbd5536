"""A whole export: the tables and their dictionary."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack
from typing import TextIO

from bot.export.columns import tables
from bot.export.dictionary import write_csv, write_markdown
from bot.export.tables import write_tables
from bot.store.kept_export import PersonKept

Open = Callable[[str], AbstractContextManager[TextIO]]
"""Opens a file of the export by its name, to write text."""


def write_export(people: Iterable[PersonKept], open_file: Open, identified: bool) -> Mapping[str, int]:
    """Writes all files; returns how many rows the tables have, and how many "people" there are."""
    with ExitStack() as stack:
        streams = {name: stack.enter_context(open_file(f"{name}.csv")) for name in tables()}
        counted = write_tables(people, streams, identified)
        write_csv(stack.enter_context(open_file("dictionary.csv")), identified)
        write_markdown(stack.enter_context(open_file("dictionary.md")), identified)
    return counted
