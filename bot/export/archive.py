"""A whole export as one ZIP file, that nobody else on the machine can open and that no crash leaves behind."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from bot.export.package import write_export
from bot.store.kept_export import PersonKept

BLOCK_BYTES = 2**16


def archive_of(people: Iterable[PersonKept], identified: bool) -> BinaryIO:
    """The ZIP file, open at its beginning. It has no name in any folder, and is gone when it is closed."""
    with ExitStack() as stack:
        parts: dict[str, BinaryIO] = {}

        @contextmanager
        def open_part(name: str) -> Iterator[TextIO]:
            parts[name] = stack.enter_context(TemporaryFile())
            text = TextIOWrapper(parts[name], "utf-8", newline="")
            yield text
            text.detach()

        write_export(people, open_part, identified)
        return _zipped(parts)


def blocks_of(file: BinaryIO) -> Iterator[bytes]:
    """The file block by block; it is closed at the end."""
    with file:
        while block := file.read(BLOCK_BYTES):
            yield block


def _zipped(parts: dict[str, BinaryIO]) -> BinaryIO:
    made = TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            part.seek(0)
            with archive.open(name, "w") as file:
                copyfileobj(part, file)
    made.seek(0)
    return made
