"""An answer on record, as the console shows it: its value in words, who gave it, when, and what stood there before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.callcenter.wording import panel_words
from bot.conversation.facts import ASKED, ZIP_CODE
from bot.screening.errors import ImpossibleAnswer
from bot.store.kept import AnswerRecord, AnswerStatus
from bot.trial.facts import FACTS
from bot.trial.saying import fact_title, say_value
from bot.values import UNKNOWN, Answers, Value


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an answer. `said` is its value in plain words, `words` what the person said."""

    said: str
    words: str
    given_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """The answer that counts now, and the versions before it, newest first."""

    fact: str
    title: str
    now: Version
    earlier: tuple[Version, ...] = ()


def given_answer(versions: Sequence[AnswerRecord], as_of: date) -> GivenAnswer:
    """The answer to one fact, by all its versions, oldest first."""
    *earlier, last = (_version(each, as_of) for each in versions)
    return GivenAnswer(versions[0].fact, title_of(versions[0].fact), last, tuple(reversed(earlier)))


def title_of(fact: str) -> str:
    """What a fact, or the caller's place, is called."""
    return panel_words("answers")[ZIP_CODE] if fact == ZIP_CODE else fact_title(fact)


def say_given(fact: str, value: Value, declined: bool = False) -> str:
    """A value in plain words; `declined`: the caller would rather not say."""
    if value is UNKNOWN:
        return panel_words("answers")["declined" if declined else "unknown"]
    said = say_value(fact, value) if fact in FACTS else str(value)
    return said[:1].upper() + said[1:]


def values_of(answers: Sequence[AnswerRecord], as_of: date) -> Answers:
    """The values of answers to the trial's questions; one that cannot be on the day `as_of` counts as not asked."""
    values = {}
    for each in answers:
        if each.fact in FACTS and each.value is not None:
            try:
                values[each.fact] = FACTS[each.fact].read(each.value, as_of)
            except ImpossibleAnswer:
                continue
    return values


def _version(kept: AnswerRecord, as_of: date) -> Version:
    by = panel_words("given_by")[kept.given_by.value]
    return Version(_said(kept, as_of), kept.words, by, kept.understood_at)


def _said(kept: AnswerRecord, as_of: date) -> str:
    if kept.value is None:
        return panel_words("answers")["withdrawn"]
    try:
        value = ASKED[kept.fact].read(kept.value, as_of)
    except ImpossibleAnswer:
        return str(kept.value)
    return say_given(kept.fact, value, kept.status is AnswerStatus.DECLINED)
