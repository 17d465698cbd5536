"""Packages that a library imports and a process does not use: stubs stand in their places.

A stub is a package whose every name is an empty class, good enough to be imported, subclassed, called as a decorator,
caught as an error and written in a type hint. What really needs the package fails when it makes an instance.
"""

import importlib.abc
import importlib.machinery
from collections.abc import Collection
from types import ModuleType
from typing import Any, ClassVar

OF_ERRORS = frozenset({"error", "errors", "exceptions"})


class AbsentType(type):
    """The type of every name in an absent package: its attributes and call results are absent too."""

    def __getattr__(cls, name: str) -> "AbsentType":
        if name.startswith("__"):
            raise AttributeError(name)
        return AbsentType(name, (), {"__module__": cls.__module__})

    def __call__(cls, *args: object, **keywords: object) -> "AbsentType":
        if cls.__bases__ != (object,):
            raise RuntimeError(f"{cls.__name__} needs a package that this assistant does without.")
        return cls


class AbsentModule(ModuleType):
    """A module of an absent package."""

    __path__: ClassVar[list[str]] = []
    __version__ = "0.0.0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.__name__.rpartition(".")[2] in OF_ERRORS:
            return type(name, (Exception,), {"__module__": self.__name__})
        return AbsentType(name, (), {"__module__": self.__name__})


class AbsentPackages(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the absent packages, and every module that anything imports from them."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = frozenset(names)

    def find_spec(self, fullname, path, target=None):
        """The spec of an absent module; None for all others, which Python finds in its usual way."""
        parts = fullname.split(".")
        if any(".".join(parts[:count]) in self._names for count in (1, 2)):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        """A stub in the place of the module."""
        return AbsentModule(spec.name)

    def exec_module(self, module) -> None:
        """Nothing to run."""
