"""Loads what people say for each choice of each fact.

The phrases of a fact stand in `phrases/<fact>.yml`: `choices` are plain, `check_first` are understood but
checked, `yes` and `no` are what a plain yes or no to the question means, `confirm` names those of the two that
are checked, `outranks` says which choice holds where two are named, `ignore_with` what makes the message speak
of another time, `of_anybody` which choices are understood, and checked, when they are said of a mother or a brother.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.language.phrases import PhraseTable
from bot.language.word_lists import word_list

_PACKAGE = "bot.trial"
CHECK_FIRST = "?"


@dataclass(frozen=True, slots=True)
class FactPhrases:
    """What people say for each choice of a fact."""

    table: PhraseTable
    content: dict[str, Any]

    @property
    def several(self) -> bool:
        """Whether a person may name several choices at once."""
        return "several" in self.content

    @property
    def numbers(self) -> bool:
        """Whether the choices are grades, or intervals of grades."""
        return "numbers" in self.content


def facts_with_phrases() -> frozenset[str]:
    """The facts that have a list of phrases."""
    folder = files(_PACKAGE).joinpath("phrases")
    return frozenset(
        entry.name.removesuffix(".yml") for entry in folder.iterdir() if entry.name.endswith(".yml")
    )


@cache
def phrases_of(fact: str) -> FactPhrases:
    """The phrases of a fact. Raises FileNotFoundError for a fact that has none."""
    content = word_list(f"phrases/{fact}", _PACKAGE)
    checked = {choice + CHECK_FIRST: said for choice, said in content.get("check_first", {}).items()}
    return FactPhrases(PhraseTable({**checked, **content["choices"]}), content)
