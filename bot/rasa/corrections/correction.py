"""What a correction to Rasa's code is, and the guard that makes sure it meets the code that it was written for."""

import inspect
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from typing import Any

DIGEST_SIGNS = 16


class RasaHasChanged(Exception):
    """Rasa's own code is not the one that a correction was written for."""


@dataclass(frozen=True)
class Replacement:
    """One function of Rasa, as `module:Class.name`, and what takes its place; `digest` is that of its source."""

    place: str
    digest: str
    by: Any

    def check(self) -> None:
        """Raises RasaHasChanged when Rasa's source is another than the one that was read."""
        found = self.found_digest()
        if found != self.digest:
            raise RasaHasChanged(
                f"{self.place} in Rasa has the digest {found}, not {self.digest}: read it again, then its correction."
            )

    def found_digest(self) -> str:
        """The digest of the source as it is installed."""
        holder, name = self._holder()
        source = inspect.getsource(_as_written(holder, name))
        return sha256(source.encode()).hexdigest()[:DIGEST_SIGNS]

    def put_in_place(self) -> None:
        """Put the replacement where Rasa looks for its own."""
        holder, name = self._holder()
        setattr(holder, name, self.by)

    def _holder(self) -> tuple[Any, str]:
        module, _, path = self.place.partition(":")
        holder = import_module(module)
        *owners, name = path.split(".")
        for owner in owners:
            holder = getattr(holder, owner)
        return holder, name


def _as_written(holder: Any, name: str) -> Any:
    return getattr(inspect.getattr_static(holder, name), "__func__", getattr(holder, name))


@dataclass(frozen=True)
class Correction:
    """A named change to Rasa's code. Its module says what it changes and why."""

    name: str
    replacements: tuple[Replacement, ...]
