"""Recognises a person who says that they answer for the patient."""

import re
from functools import cache, lru_cache

from bot.language.plain import plain
from bot.language.word_lists import word_list

REMEMBERED = 1024
"""How many texts stay remembered: all that was typed in a conversation is asked about with each answer."""


@lru_cache(maxsize=REMEMBERED)
def speaks_for_the_patient(text: str) -> bool:
    """Whether the words plainly say that whoever wrote them answers for the patient: "I'm her daughter".

    Reads any text and never raises. What is only asked or supposed ("can I do this for my mother?") does not count.
    """
    words = plain(text)
    return any(pattern.search(words) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = word_list("caregivers")
    kin, cared_for, doing = (_one_of(words[name]) for name in ("kin", "cared_for", "doing"))
    i_am = r"(?<!\bif )\b(?:i'?m|i am)"
    end = r"\b(?!'?s\b)(?! of (?!the patient))"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:{i_am}|\b(?:this|it) is) (?:his|her|their|the patient'?s|the|a) {kin}{end}",
            rf"{i_am} (?:just )?{doing} (?:for|on behalf of) (?:my|our|the|a) {cared_for}{end}",
            rf"^(?:hi |hello |hey )?{doing} (?:for|on behalf of) (?:my|our|the|a) {cared_for}{end}",
            rf"{i_am} (?:{doing} )?on behalf of (?:my|our|the|a) {cared_for}{end}",
            rf"{i_am} not the patient\b",
        )
    )


def _one_of(words: list[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"
