"""What a reader makes of somebody's words."""

from dataclasses import dataclass

from bot.values import Value


@dataclass(frozen=True, slots=True)
class Reading:
    """A value found in words.

    `confirm` is set where the words allow this value but do not say it plainly, so that the person should
    be asked whether it is right. `start` and `end` are where in the text the words stand that carry the value
    (end excluded), so that one message can be read for several facts.

    A reader that does not understand returns None: asking again is better than a guess.
    """

    value: Value
    confirm: bool = False
    start: int = 0
    end: int = 0
