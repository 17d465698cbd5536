"""A criterion: one rule of the protocol, the facts that it reads, and the words that it rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.screening.verdict import Decision
from bot.values import Answers

Rule = Callable[[Answers, date], Decision]


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """One rule of the protocol.

    `reads` are the facts that it may see, in the order in which they are asked. `quote` is a literal excerpt
    of the trial page, white space apart.
    """

    id: str
    reads: tuple[str, ...]
    quote: str
    rule: Rule

    def decide(self, answers: Answers, as_of: date) -> Decision:
        """What the criterion comes to on the day `as_of`. The rule is shown only the facts that it reads."""
        return self.rule({fact: answers[fact] for fact in self.reads if fact in answers}, as_of)


def criterion(*, reads: tuple[str, ...], quote: str) -> Callable[[Rule], Criterion]:
    """Make a criterion of a rule: the rule's name becomes its id."""

    def of(rule: Rule) -> Criterion:
        return Criterion(rule.__name__, reads, quote, rule)

    return of
