"""The words of each criterion: its plain name, the sentence for each reason, and what settles it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from bot.language.wording import say_day
from bot.screening.verdict import Decision, Detail

_EVERY_CRITERION = "every_criterion"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one criterion, to the patient as "you".

    `title` is a short plain name, `settled_by` the record or test that settles it, `sentences` by reason.
    """

    title: str
    settled_by: str
    sentences: Mapping[str, str]

    def sentence(self, decision: Decision) -> str:
        """The sentence that explains a decision, with its dates and names filled in."""
        details = {name: _spoken(detail) for name, detail in decision.details.items()}
        return self.sentences[decision.reason].format(settled_by=self.settled_by, **details)


@cache
def all_words() -> Mapping[str, Words]:
    """The words of every criterion, by its id."""
    text = (files("bot.trial") / "reasons.yml").read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=yaml.CSafeLoader)
    shared = entries.pop(_EVERY_CRITERION)
    return {
        criterion: Words(entry["title"], entry["settled_by"], shared | entry["sentences"])
        for criterion, entry in entries.items()
    }


def _spoken(detail: Detail) -> str:
    return say_day(detail) if isinstance(detail, date) else detail
