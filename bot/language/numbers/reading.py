"""Reads a number, exact or as a range, in everyday words."""

from bot.language.negation import clauses
from bot.language.numbers.not_numbers import denied_before, says_correction, stands_alone, without_dates
from bot.language.numbers.number_range import NumberRange
from bot.language.numbers.ranges import find_ranges
from bot.language.numbers.skeleton import Skeleton, skeleton
from bot.language.people import About, about
from bot.language.plain import PlainText, plain_text
from bot.language.questions import is_question
from bot.language.reading import Reading
from bot.language.tokens import tokens
from bot.values import Interval


def read_number(text: str, *, whole: bool = False) -> Reading | None:
    """The one number or range of numbers that a text states, as an Interval of floats.

    An end that is left open is `math.inf`, or 0 below. "More than 3" begins at 3, or at 4 with `whole`, for
    what is counted in whole numbers. Dates, durations that lie back, telephone numbers and the numbers of
    other people are not read. Returns None without a number, or with two that have nothing to do with each
    other.
    """
    found = find_numbers(text, whole=whole)
    values = {reading.value for reading in found}
    if len(values) == 1:
        first = found[0]
        return Reading(first.value, any(reading.confirm for reading in found), first.start, found[-1].end)
    if len(values) > 1 and says_correction(text[found[-2].end : found[-1].start]):
        last = found[-1]
        return Reading(last.value, True, last.start, last.end)
    return None


def find_numbers(text: str, *, whole: bool = False) -> list[Reading]:
    """Every number or range of numbers in a text, in its order, each with its place; see `read_number`."""
    straight = plain_text(text)
    if is_question(tokens(text), text):
        return []
    bones = skeleton(without_dates(straight.text))
    found = []
    for a_range in find_ranges(bones, whole=whole):
        reading = _reading(a_range, bones, straight, text)
        if reading is not None:
            found.append(reading)
    return found


def _reading(a_range: NumberRange, bones: Skeleton, straight: PlainText, text: str) -> Reading | None:
    if a_range.weak and not stands_alone(bones.line):
        return None
    if denied_before(straight.text[: a_range.start]):
        return None
    start, end = straight.span(a_range.start, a_range.end)
    whom = _whom(text, start)
    if whom is About.SOMEBODY_ELSE:
        return None
    confirm = a_range.confirm or whom is About.PERHAPS_A_PARTNER
    return Reading(Interval(a_range.low, a_range.high), confirm, start, end)


def _whom(text: str, place: int) -> About:
    for clause in clauses(tokens(text)):
        if clause[0].start <= place < clause[-1].end:
            return about(clause)
    return About.THE_PERSON
