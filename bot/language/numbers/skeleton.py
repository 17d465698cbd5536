"""A text with each of its amounts written as `#`, so that what people say around numbers can be compared."""

import re
from dataclasses import dataclass

from bot.language.numbers.amounts import Amount, find_amounts

MARK = "#"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The text with `#` for each amount, the amounts in order, and each character's place in the text."""

    line: str
    amounts: tuple[Amount, ...]
    places: tuple[int, ...]

    def amounts_in(self, match: re.Match[str]) -> list[Amount]:
        """The amounts inside a match over the line."""
        before = self.line.count(MARK, 0, match.start())
        return list(self.amounts[before : before + match.group().count(MARK)])

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """Where in the text a match over the line begins and ends."""
        return self.places[match.start()], self.places[match.end()]


def skeleton(text: str) -> Skeleton:
    """The skeleton of a plain text."""
    cleaned = text.replace(MARK, " ")
    amounts = find_amounts(cleaned)
    line: list[str] = []
    places: list[int] = []
    position = 0
    for amount in amounts:
        line += [*cleaned[position : amount.start], MARK]
        places += [*range(position, amount.start), amount.start]
        position = amount.end
    line += cleaned[position:]
    places += [*range(position, len(text)), len(text)]
    return Skeleton("".join(line), tuple(amounts), tuple(places))
