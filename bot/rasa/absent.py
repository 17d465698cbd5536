"""Packages that Rasa imports and this assistant does not use: stubs stand in their places.

A stub is a package whose every name is an empty class, good enough to be imported, subclassed, called as a decorator,
caught as an error and written in a type hint. What really needs the package fails when it makes an instance.
"""

import importlib.abc
import importlib.machinery
from collections.abc import Collection
from types import ModuleType
from typing import Any, ClassVar

NOT_INSTALLED = frozenset(
    {
        # For neural components: 2 GB on disk and 400 MB in memory.
        *("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"),
        # Channels of other companies.
        *("aiogram", "fbmessenger", "google.auth", "google.oauth2", "mattermostwrapper", "rocketchat_API"),
        *("slack_sdk", "socketio", "twilio", "webexteamssdk"),
        # Other stores of conversations, models and events, and reports to others.
        *(
            "boto3",
            "botocore",
            "bson",
            "gridfs",
            "pymongo",
            "aio_pika",
            "aiormq",
            "confluent_kafka",
            "sentry_sdk",
        ),
        *("structlog_sentry", "cachecontrol", "pydot"),
        # Another classifier of entities, and pictures of evaluations.
        *("sklearn_crfsuite", "huggingface_hub", "matplotlib"),
    }
)
"""Left out of the installation (`override-dependencies` in pyproject.toml)."""

NOT_SERVED = frozenset(
    {
        # What training learns with, and what Rasa's own classifiers need, none of which is in the pipeline.
        *("sklearn", "scipy", "skops", "joblib"),
        # Pictures, and the terminal of `rasa shell`.
        *("PIL", "questionary", "prompt_toolkit"),
        # Reminders, of which this assistant sends none.
        "apscheduler",
    }
)
"""Installed, and needed by some of Rasa's commands, but not by the one that serves."""

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
