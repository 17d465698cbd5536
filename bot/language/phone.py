"""Reads the telephone number at which a person wants to be called."""

import re
from collections.abc import Iterator

from phonenumbers import (
    Leniency,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatch,
    PhoneNumberMatcher,
    PhoneNumberType,
    format_number,
    national_significant_number,
    number_type,
    region_code_for_number,
)

from bot.language.numbers.not_numbers import denied_before, says_correction
from bot.language.plain import PlainText, plain_text
from bot.language.reading import Reading
from bot.language.word_lists import word_list

_HOME = "US"
_DOMESTIC = frozenset({_HOME, "AS", "GU", "MP", "PR", "VI"})
_RINGS_AT_A_PERSON = frozenset(
    {PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
)
_DIGITS = word_list("phone")["digits"]
_DIGIT_WORD = re.compile(rf"\b(?P<word>{'|'.join(_DIGITS)})\b,?")
_DIGIT_BEFORE = re.compile(r"\d[ /]*$")
_DIGIT_AFTER = re.compile(r"[ /]*\d")


def read_phone(text: str) -> Reading | None:
    """The one telephone number of the United States (territories included) that a text states.

    The value is its E.164 form, "+15155550123". An extension is not part of it, so keep the person's words
    too. Digits grouped in an unusual way, spelled out or beside another number are to be confirmed. Returns
    None without a number, with two that differ, and for one that does not ring at a person's: too short or
    too long, foreign, toll-free, premium-rate.
    """
    line = plain_text(text)
    numbers = list(_numbers_in(line)) or list(_numbers_in(_with_digits_for_words(line)))
    if len({number.value for number in numbers}) == 1:
        return numbers[0]
    if numbers and says_correction(text[numbers[-2].end : numbers[-1].start]):
        return Reading(numbers[-1].value, True, numbers[-1].start, numbers[-1].end)
    return None


def _numbers_in(line: PlainText) -> Iterator[Reading]:
    usual = {match.start for match in _matches(line.text, Leniency.STRICT_GROUPING)}
    for match in _matches(line.text, Leniency.VALID):
        before, after = line.text[: match.start], line.text[match.end :]
        if _is_domestic(match.number) and not denied_before(before):
            beside_another = _DIGIT_BEFORE.search(before) or _DIGIT_AFTER.match(after)
            confirm = match.start not in usual or bool(beside_another)
            yield Reading(_e164(match.number), confirm, *line.span(match.start, match.end))


def _matches(text: str, leniency: int) -> Iterator[PhoneNumberMatch]:
    return iter(PhoneNumberMatcher(text, _HOME, leniency=leniency))


def _is_domestic(number: PhoneNumber) -> bool:
    return (
        region_code_for_number(number) in _DOMESTIC
        and number_type(number) in _RINGS_AT_A_PERSON
        # The middle three digits are never 211 to 911: those are services (North American Numbering Plan).
        and not national_significant_number(number).startswith("11", 4)
    )


def _e164(number: PhoneNumber) -> str:
    return format_number(number, PhoneNumberFormat.E164)


def _with_digits_for_words(line: PlainText) -> PlainText:
    """The line with "five one five," as "5 1 5", and the way back to the original."""
    text, starts, ends = "", (), ()
    copied = 0
    for match in _DIGIT_WORD.finditer(line.text):
        start, end = line.span(*match.span("word"))
        text += line.text[copied : match.start()] + _DIGITS[match["word"]]
        starts += (*line.starts[copied : match.start()], start)
        ends += (*line.ends[copied : match.start()], end)
        copied = match.end()
    return PlainText(text + line.text[copied:], starts + line.starts[copied:], ends + line.ends[copied:])
