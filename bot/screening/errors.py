"""An answer that cannot be, and how it is shown back."""

import json

_LONGEST_SHOWN = 60


class ImpossibleAnswer(ValueError):
    """A value that no person can have, or a value or a fact that is not in the table of facts."""


def must_be(expected: str, given: str) -> ImpossibleAnswer:
    """The error whose words follow a fact's name: "must be between 0 and 120, not 150"."""
    return ImpossibleAnswer(f"must be {expected}, not {given}")


def shown(raw: object) -> str:
    """A few words that stand for what was given; never more than a line of it."""
    match raw:
        case None:
            return "null"
        case list():
            return "a list"
        case dict():
            return "an object"
        case str():
            return json.dumps(raw[:_LONGEST_SHOWN])
        case bool():
            return "true" if raw else "false"
        case _:
            return str(raw)[:_LONGEST_SHOWN]
