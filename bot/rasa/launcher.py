"""Rasa's own command line, started without TensorFlow.

    bot/rasa/.venv/bin/python bot/rasa/launcher.py train|test|shell|run|data validate ...

Rasa imports TensorFlow for neural components that this assistant does not use, at the price of 2 GB on
disk and 400 MB in memory. So it is left out of the installation (`override-dependencies` in pyproject.toml)
and stands here as a stub: a package whose every name is an empty class, good enough to be imported,
subclassed, called as a decorator and written in a type hint. A component that really needs TensorFlow fails
when Rasa creates it, since `AbsentType` refuses to make instances.
"""

import importlib.abc
import importlib.machinery
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import ClassVar

ABSENT_PACKAGES = frozenset({"tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"})


class AbsentType(type):
    """The type of every name in an absent package: its attributes and call results are absent too."""

    def __getattr__(cls, name: str) -> "AbsentType":
        if name.startswith("__"):
            raise AttributeError(name)
        return AbsentType(name, (), {"__module__": cls.__module__})

    def __call__(cls, *args: object, **keywords: object) -> "AbsentType":
        if cls.__bases__ != (object,):
            raise RuntimeError(f"{cls.__name__} needs TensorFlow, which this assistant is installed without.")
        return cls


class AbsentModule(ModuleType):
    """A module of an absent package."""

    __path__: ClassVar[list[str]] = []
    __version__ = "0.0.0"

    def __getattr__(self, name: str) -> AbsentType:
        if name.startswith("__"):
            raise AttributeError(name)
        return AbsentType(name, (), {"__module__": self.__name__})


class AbsentPackages(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the absent packages, and every module that anything imports from them."""

    def find_spec(self, fullname, path, target=None):
        """The spec of an absent module; None for all others, which Python finds in its usual way."""
        if fullname.partition(".")[0] in ABSENT_PACKAGES:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        """A stub in the place of the module."""
        return AbsentModule(spec.name)

    def exec_module(self, module) -> None:
        """Nothing to run."""


def quiet(show: Callable) -> Callable:
    """Show a warning unless it only tells the authors of a library what they should change."""

    def show_others(message, category, *where, **more) -> None:
        if not issubclass(category, (DeprecationWarning, PendingDeprecationWarning, FutureWarning)):
            show(message, category, *where, **more)

    return show_others


def main() -> None:
    """Install the stub, make the project's own components importable, and hand over to Rasa."""
    warnings.showwarning = quiet(warnings.showwarning)
    sys.meta_path.insert(0, AbsentPackages())
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from bot.rasa.corrections import correct_rasa

    correct_rasa()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
