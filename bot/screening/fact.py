"""A fact: something a screen asks about, with the kind of values that it can have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.screening.errors import ImpossibleAnswer, shown
from bot.screening.kinds import Json, Kind
from bot.values import UNKNOWN, Answers, Value

_UNKNOWN_WORD = UNKNOWN.value


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """Something a screen asks about; anybody may answer that they do not know."""

    name: str
    kind: Kind

    def read(self, raw: Json, as_of: date) -> Value:
        """The value that JSON stands for on the day `as_of`. Raises ImpossibleAnswer, naming the fact."""
        if isinstance(raw, str) and raw == _UNKNOWN_WORD:
            return UNKNOWN
        try:
            return self.kind.read(raw, as_of)
        except ImpossibleAnswer as error:
            raise ImpossibleAnswer(f"{self.name} {error}") from None

    def write(self, value: Value) -> Json:
        """The JSON that stands for the value."""
        return _UNKNOWN_WORD if value is UNKNOWN else self.kind.write(value)

    def check(self, value: Value, as_of: date) -> None:
        """Raise ImpossibleAnswer for a value, from whatever source, that `read` would refuse."""
        self.read(self.write(value), as_of)


def read_answers(facts: Mapping[str, Fact], raw: Json, as_of: date) -> Answers:
    """The answers that a JSON object stands for. Raises ImpossibleAnswer for the first one that cannot be."""
    if not isinstance(raw, dict):
        raise ImpossibleAnswer(f"answers must be an object of facts, not {shown(raw)}")
    return {name: fact_named(facts, name).read(value, as_of) for name, value in raw.items()}


def fact_named(facts: Mapping[str, Fact], name: str) -> Fact:
    """The fact of that name. Raises ImpossibleAnswer if there is none."""
    if name not in facts:
        raise ImpossibleAnswer(f"{shown(name)} is not a fact of this screen")
    return facts[name]


def write_answers(facts: Mapping[str, Fact], answers: Answers) -> dict[str, Json]:
    """The JSON object that stands for the answers, in the order of the facts."""
    return {name: fact.write(answers[name]) for name, fact in facts.items() if name in answers}
