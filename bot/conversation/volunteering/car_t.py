"""The CAR-T that was had and its day, where a clause says so: "had abecma on August 20"."""

import re
from collections.abc import Iterator
from datetime import date

from bot.conversation.volunteering.car_t_days import days_since
from bot.conversation.volunteering.car_t_names import ANOTHER_EVENT, NAMES, TREATMENT
from bot.conversation.volunteering.car_t_planned import is_planned
from bot.conversation.volunteering.readings import Readings, moved, with_items
from bot.conversation.volunteering.statements import Statement
from bot.language.dates import Tense, find_dates
from bot.language.negation import asserted
from bot.language.phrases import Match
from bot.language.reading import Reading
from bot.language.tokens import COMMA, Token, tokens
from bot.language.word_lists import word_list

_WORDS = word_list("car_t", "bot.conversation.volunteering")
_VAGUE, _HAD, _BETWEEN_HAD, _BETWEEN_DAY, _BEFORE_THE_NAME, _NOT_THE_EVENT = (
    frozenset(_WORDS[name])
    for name in ("vague", "had", "between_had", "between_day", "before_the_name", "not_the_event")
)
_FURTHEST_WORDS = 6
_PERHAPS_A_COUNT = re.compile(
    r"(?:on )?(?:the )?(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh)", re.IGNORECASE
)
"""A day of no month: "car-t was the 5th" may be a line of treatment."""


def read_car_t(statements: list[Statement], as_of: date) -> list[Readings]:
    """The products and infusion days that the statements give.

    A day belongs to the infusion only where its own clause names the treatment, with nothing else that could
    have happened on that day.
    """
    found: list[Readings] = []
    named = _named_in(statements[0].text) if statements else set()
    if len(named - {TREATMENT}) > 1:
        return found
    for i, statement in enumerate(statements):
        if is_planned(statement):
            continue
        counted = list(days_since(statement, as_of))
        found += counted
        words, _ = with_items(statements, i, lambda other: _is_only_a_day(other, as_of))
        told = _told(words, as_of, counted=bool(counted))
        found += [_moved_all(readings, statement.start, not named) for readings in told]
    return found


def _named_in(text: str) -> set[str]:
    """The products that a message names, and whether it names the treatment by more than "infusion"."""
    said = tokens(text)
    return {
        name.meaning
        for name in NAMES.find(said)
        if any(token.word not in _VAGUE for token in said[name.first : name.last])
    }


def _moved_all(readings: Readings, by: int, confirm: bool) -> Readings:
    """The readings of a part of a message, with their places in the whole."""
    return {fact: moved(reading, by, confirm) for fact, reading in readings.items()}


def _is_only_a_day(statement: Statement, as_of: date) -> bool:
    dates = find_dates(statement.words, as_of, Tense.PAST)
    if len(dates) != 1 or NAMES.find(statement.said):
        return False
    day = dates[0]
    around = tokens(statement.words[: day.start]) + tokens(statement.words[day.end :])
    return all(token.word in _BETWEEN_DAY for token in around)


def _told(words: str, as_of: date, counted: bool) -> Iterator[Readings]:
    """The product and the day that the words tell."""
    said = tokens(words)
    names = NAMES.find(said)
    if not names or ANOTHER_EVENT.find(said) or not all(asserted(name, said, names) for name in names):
        return
    if any(_is_purpose(name, said) for name in names):
        return
    day = None if counted else _day_of(names, said, words, as_of)
    had = any(_had(name, said) for name in names)
    products = {name.meaning for name in names} - {TREATMENT}
    if len(products) == 1 and (had or day):
        name = next(name for name in names if name.meaning != TREATMENT)
        yield {"car_t_product": Reading(name.meaning, False, said[name.first].start, said[name.last - 1].end)}
    if day:
        yield {"car_t_infusion_date": day}


def _is_purpose(name: Match, said: tuple[Token, ...]) -> bool:
    before = [token.word for token in said[: name.first] if token.word not in ("the", "my", "a")]
    return bool(before) and before[-1] in _NOT_THE_EVENT


def _had(name: Match, said: tuple[Token, ...]) -> bool:
    """Whether a word of having stands before the name, with nothing of weight between."""
    for token in reversed(said[: name.first]):
        if token.word in _HAD:
            return True
        if token.word not in _BETWEEN_HAD:
            return False
    return False


def _day_of(names: list[Match], said: tuple[Token, ...], words: str, as_of: date) -> Reading | None:
    """The one day that stands beside a name of the treatment."""
    days = find_dates(words, as_of, Tense.PAST)
    if len(days) != 1 or not any(_beside(days[0], name, said) for name in names):
        return None
    if _PERHAPS_A_COUNT.fullmatch(words, days[0].start, days[0].end):
        return None
    return moved(days[0], 0, confirm=days[0].value.high >= as_of)


def _without_place(words: list[str]) -> list[str]:
    """The words without where it was: "at Dana Farber on"."""
    where = next((i for i, word in enumerate(words) if word in ("at", "in")), len(words))
    when = next((i for i in range(where + 1, len(words)) if words[i] in ("on", "in")), len(words))
    return words[:where] + words[when:] if when < len(words) else words


def _beside(day: Reading, name: Match, said: tuple[Token, ...]) -> bool:
    after = [token.word for token in said[name.last :] if token.end <= day.start]
    if said[name.first].start < day.start:
        after = _without_place(after)
        return len(after) <= _FURTHEST_WORDS and all(word in _BETWEEN_DAY for word in after)
    before = [token.word for token in said[: name.first] if token.start >= day.end]
    return len(before) <= _FURTHEST_WORDS and all(word in _BEFORE_THE_NAME | {COMMA} for word in before)
