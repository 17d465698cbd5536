"""An answer that somebody wants to change: the keys that are permitted, or words that the interview's readers take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.callcenter.answers_given import say_given, title_of
from bot.callcenter.wording import panel_words
from bot.conversation.facts import ASKED, ZIP_CODE
from bot.conversation.possible import impossible, within_bounds
from bot.conversation.questions import QUESTIONS, Question
from bot.conversation.understanding import DECLINED, NO_NAMES, Understood, read_answer, read_given
from bot.screening.forms import Json
from bot.screening.kinds import Amount, Choice, Choices, Date, Names, Truth
from bot.trial.facts import FACTS
from bot.values import UNKNOWN, Answers, Interval, Value

CHANGEABLE = frozenset({*FACTS, ZIP_CODE})
"""What can be changed from the panel. Consent is given or withdrawn in the dialogue alone."""

NONE_OF_THEM = "none"
_NOT_SAID = (UNKNOWN.value, DECLINED)
_WRITTEN_WITH_KEYS = frozenset({"ecog"})
"""Numbers that are asked in words, one for each."""


class NotUnderstood(ValueError):
    """Words or keys that are no answer to the question; the message says so in one plain sentence."""


@dataclass(frozen=True, slots=True)
class Key:
    """A permitted answer: `name` is what a form sends, `raw` its value in the form of the batch contract."""

    name: str
    title: str
    raw: Json


@dataclass(frozen=True, slots=True)
class Change:
    """New values for earlier answers. `given` is what goes to the dialogue, `said` what was understood, in words."""

    given: Mapping[str, list[Json]]
    values: Answers
    said: tuple[str, ...]


def permits_several(fact: str) -> bool:
    """Whether several keys go together."""
    return isinstance(ASKED[fact].kind, Choices)


def takes_words(fact: str) -> bool:
    """Whether the answer is typed: a date, a number, names, a place."""
    return fact not in _WRITTEN_WITH_KEYS and not isinstance(ASKED[fact].kind, Choice | Choices | Truth)


def keys_of(fact: str) -> tuple[Key, ...]:
    """The answers to a fact that need no typing, each with its words; not knowing and not saying come last."""
    return tuple(Key(str(raw).lower(), _title(fact, raw), raw) for raw in (*_choices(fact), *_NOT_SAID))


def _choices(fact: str) -> tuple[Json, ...]:
    match ASKED[fact].kind:
        case Choice(words) | Choices(words):
            return words
        case Truth():
            return True, False
        case Date(words=words):
            return words
        case Names():
            return (NO_NAMES,)
    return tuple(range(int(ASKED[fact].kind.most) + 1)) if fact in _WRITTEN_WITH_KEYS else ()


def _title(fact: str, raw: Json) -> str:
    return panel_words("answers")[raw] if raw in _NOT_SAID else say_given(fact, _value(fact, raw))


def _value(fact: str, raw: Json) -> Value:
    match ASKED[fact].kind:
        case Choices():
            return frozenset({raw})
        case Names():
            return ()
        case Amount():
            return Interval.exactly(raw)
    return raw


def change_by_keys(fact: str, names: Sequence[str], as_of: date) -> Change:
    """The change that pressed keys ask for. Raises NotUnderstood for keys that are not permitted, or not together."""
    keys = {key.name: key for key in keys_of(fact)}
    alone = {NONE_OF_THEM, *_NOT_SAID}
    together = len(names) == 1 or (permits_several(fact) and not alone.intersection(names))
    if not names or not together or not keys.keys() >= set(names):
        raise NotUnderstood(panel_words("changes")["not_together"])
    given = {fact: [keys[name].raw for name in names]}
    return _change(given, read_given(given, as_of), as_of)


def change_by_words(fact: str, text: str, answers: Answers, as_of: date) -> Change:
    """The change that words ask for, read as an answer to the fact's question.

    Raises NotUnderstood when they are none, or cannot be right.
    """
    understood = read_answer(_question_of(fact), text, answers, as_of)
    if understood is None:
        raise NotUnderstood(panel_words("changes")["not_understood"].format(title=title_of(fact)))
    values = {name: within_bounds(name, value, as_of) for name, value in understood.values.items()}
    for name, value in values.items():
        if problem := impossible(name, value, as_of):
            raise NotUnderstood(panel_words("impossible")[problem.response].format(**problem.details))
    given = {name: _as_given(name, value, understood.declined) for name, value in values.items()}
    return _change(given, Understood(values, understood.declined), as_of)


def _question_of(fact: str) -> Question:
    return next(question for question in QUESTIONS.values() if fact in question.settles)


def _as_given(fact: str, value: Value, declined: bool) -> list[Json]:
    if declined:
        return [DECLINED]
    raw = ASKED[fact].write(value)
    # A payload's empty list would be lost on the way.
    return (raw or [NO_NAMES]) if isinstance(raw, list) else [raw]


def _change(given: Mapping[str, list[Json]], understood: Understood | None, as_of: date) -> Change:
    if understood is None:
        raise NotUnderstood(panel_words("changes")["not_together"])
    said = tuple(
        f"{title_of(fact)}: {say_given(fact, value, understood.declined)}"
        for fact, value in understood.values.items()
    )
    return Change(given, understood.values, said)
