"""Sample people: what each would answer, in which way they talk, and how long they stay. The same ones every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from bot.conversation.interview import Message
from bot.language.wording import say_day
from bot.screening.forms import Json
from bot.store.kept import GivenBy

SEED = 20261122
LEAVES_AT_A_QUESTION = 0.018
SAYS_HELLO_ONLY = 0.07
SHARE_ON_THE_PHONE = 0.4
SHARE_OF_CAREGIVERS = 0.25


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Somebody who does not exist; `day` is that of their talk, `patience` how many questions they stay for."""

    number: int
    day: date
    on_the_phone: bool
    given_by: GivenBy
    patience: int
    answers: Mapping[str, Message]

    @property
    def name(self) -> str:
        """A name that nobody takes for a real one."""
        return f"Sample Person {self.number}"

    @property
    def phone(self) -> str:
        """One of the numbers that are kept for films (555-0100 to 555-0199), in E.164 form."""
        return f"+1{515 + self.number // 100}555{100 + self.number % 100:04d}"


def sample_people(count: int, today: date, weeks: int) -> list[SamplePerson]:
    """So many people, who talked on days of the weeks up to today, oldest first."""
    chance = Random(SEED)
    days = sorted(today - timedelta(days=chance.randrange(7 * weeks)) for _ in range(count))
    return [_person(number, day, chance) for number, day in enumerate(days, start=1)]


def _person(number: int, day: date, chance: Random) -> SamplePerson:
    on_the_phone = chance.random() < SHARE_ON_THE_PHONE
    helped = on_the_phone and chance.random() < SHARE_OF_CAREGIVERS
    return SamplePerson(
        number=number,
        day=day,
        on_the_phone=on_the_phone,
        given_by=GivenBy.CAREGIVER if helped else GivenBy.PATIENT,
        patience=_patience(chance),
        answers={question: _answer(kinds, day, chance) for question, kinds in _kinds().items()},
    )


def _patience(chance: Random) -> int:
    if chance.random() < SAYS_HELLO_ONLY:
        return 0
    questions = 0
    while questions < len(_kinds()) + 5 and chance.random() >= LEAVES_AT_A_QUESTION:
        questions += 1
    return questions


def _answer(kinds: list[dict[str, Any]], day: date, chance: Random) -> Message:
    [kind] = chance.choices(kinds, [each["often"] for each in kinds])
    if "say" in kind:
        return Message(kind["say"])
    if "days_ago" in kind:
        return Message(say_day(day - timedelta(days=chance.randint(*kind["days_ago"]))))
    given: dict[str, list[Json]] = kind["give"]
    return Message("", "answer", given)


@cache
def _kinds() -> dict[str, list[dict[str, Any]]]:
    return yaml.load((files("bot.demo") / "people.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
