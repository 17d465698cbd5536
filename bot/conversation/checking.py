"""A message heard while a reading waits: yes, no, one of the stretches, or the answer again."""

import re
from dataclasses import replace
from datetime import date

from bot.conversation.changing import changed_notes
from bot.conversation.checks import Check, CheckKind
from bot.conversation.facts import ASKED
from bot.conversation.interview import Interview, Message, Note, Turn
from bot.conversation.questions import Question
from bot.conversation.understanding import Understood, is_no_answer, read_answer, read_button
from bot.language.corrections import says_keep
from bot.language.plain import plain
from bot.language.tokens import words_of
from bot.language.yes_no import read_yes_no
from bot.values import UNKNOWN, Interval, Value

FIRST_STRETCH = re.compile(r"\b(before|earlier|prior|less|fewer|under|the first)\b")
MIDDLE_STRETCH = re.compile(r"\b(between|in between|middle|the second)\b")
LAST_STRETCH = re.compile(r"\b(after|later|since|more|over|the last)\b")


def hear_check(
    interview: Interview, question: Question, message: Message, as_of: date
) -> Understood | Turn | None:
    """What is understood of a message while a reading waits; a turn when that ends the matter; else None."""
    check = interview.check
    if check.kind is CheckKind.CHANGE:
        return _hear_change(interview, check, message, as_of)
    if check.kind is CheckKind.CONFIRM:
        return _hear_confirmation(interview, question, message, as_of)
    again = _again(question, message, interview, as_of)
    return _hear_stretch(interview, check, message, again, as_of)


def _again(question: Question, message: Message, interview: Interview, as_of: date) -> Understood | None:
    if message.button:
        return read_button(question, message.button, as_of, interview.answers)
    return read_answer(question, message.text, interview.answers, as_of)


def _hear_confirmation(
    interview: Interview, question: Question, message: Message, as_of: date
) -> Understood | Turn | None:
    agreed = _agreed(message)
    if agreed is None:
        return _again(question, message, interview, as_of) if message.button else None
    more = _beside_the_word(interview, question, message, as_of)
    if agreed:
        return _with_more(_checked(interview.check, as_of), more)
    return more or Turn(interview.with_check(None), (Note("utter_check_dropped"),))


def _beside_the_word(
    interview: Interview, question: Question, message: Message, as_of: date
) -> Understood | None:
    """The answer that stands beside a yes or a no: "no, it was the 15th"."""
    word = read_yes_no(message.text)
    rest = f"{message.text[: word.start]} {message.text[word.end :]}" if word else ""
    # "No, that's not right" says the same twice.
    says_more = words_of(rest) and not read_yes_no(rest)
    return read_answer(question, rest, interview.answers, as_of) if says_more else None


def _with_more(checked: dict[str, Value], more: Understood | None) -> Understood | None:
    """What a yes agrees to, and what is plainly said beside it; None where that may say something else."""
    if more is None or checked.items() >= more.values.items():
        return Understood(checked)
    return None if more.doubtful else replace(more, values={**checked, **more.values})


def _hear_change(interview: Interview, check: Check, message: Message, as_of: date) -> Turn | None:
    agreed = False if message.button and is_no_answer(message.button) else _agreed(message)
    if agreed is None and not says_keep(message.text):
        return None
    if not agreed:
        return Turn(interview.keeping(), (Note("utter_kept"),))
    values = _checked(check, as_of)
    changed = interview.with_check(None).answered(values)
    return Turn(changed, changed_notes(interview, values, check.fact, as_of))


def _checked(check: Check, as_of: date) -> dict[str, Value]:
    return {fact: ASKED[fact].read(raw, as_of) for fact, raw in check.readings.items()}


def _agreed(message: Message) -> bool | None:
    if message.intent in ("affirm", "deny") and message.text.startswith("/"):
        return message.intent == "affirm"
    reading = read_yes_no(message.text)
    return reading.value if reading and reading.value is not UNKNOWN else None


def _hear_stretch(
    interview: Interview, check: Check, message: Message, again: Understood | None, as_of: date
) -> Understood | Turn | None:
    if again and all(value is UNKNOWN for value in again.values.values()):
        # The vague answer stays: it says more than "unknown".
        return Turn(interview.with_check(None), (Note("utter_unknown_taken"),))
    parts = [ASKED[check.fact].read(raw, as_of) for raw in check.readings[check.fact]]
    if again and any(part == again.values.get(check.fact) for part in parts):
        return again
    spoken = _spoken_stretch(message.text, parts)
    return Understood({check.fact: spoken}) if spoken else _overlap(check, again, parts)


def _spoken_stretch(text: str, parts: list[Interval]) -> Interval | None:
    words = plain(text)
    said = [bool(kind.search(words)) for kind in (FIRST_STRETCH, MIDDLE_STRETCH, LAST_STRETCH)]
    match said:
        case [True, False, False]:
            return parts[0]
        case [False, True, False] if len(parts) == 3:
            return parts[1]
        case [False, False, True]:
            return parts[-1]
    return None


def _overlap(check: Check, again: Understood | None, parts: list[Interval]) -> Understood | None:
    """A new answer that is as vague as the old one, cut to what both allow; another answer as it is."""
    value = again.values.get(check.fact) if again else None
    if not isinstance(value, Interval):
        return again
    low, high = max(value.low, parts[0].low), min(value.high, parts[-1].high)
    return replace(again, values={**again.values, check.fact: Interval(low, high) if low <= high else value})
