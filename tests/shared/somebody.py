"""Somebody who answers: the same at every asking, by what is offered or in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from anybody import TODAY, values
from hypothesis import strategies as st
from people import FITS_THE_TRIAL
from two_ways import Deed, Way

from bot.callcenter import script
from bot.conversation.facts import ASKED, CONSENT, LABS_AT_HAND, ZIP_CODE
from bot.conversation.questions import LABORATORY_QUESTIONS
from bot.language.wording import say_day
from bot.trial.facts import FACTS
from bot.values import UNKNOWN, Interval

NO_ANSWERS = {UNKNOWN: "unknown", "declined": "declined"}
TOWNS = ("50309", "Omaha, Nebraska", "nowhere that you know", "Springfield")
WORDS: Mapping[str, tuple[str, ...]] = {
    "steroid_last_dose_date": ("september 10", "two months ago", "i still take them", "in june"),
    "car_t_infusion_date": ("august 20", "mid august", "about three months ago", "last spring", "no idea"),
    "prior_lines": ("5", "four or five", "at least 4", "velcade, then a transplant, then darzalex"),
    "had_proteasome_inhibitor": ("velcade and revlimid", "all three", "darzalex only", "i forgot"),
    "hiv": ("none of them", "hepatitis B, under control", "hiv, undetectable", "hepatitis C"),
    "medications": ("acyclovir and eliquis", "rifampin", "none", "clarithromycin, vitamin D"),
    "age": ("61", "in my fifties", "17", "forty-five"),
    "disease_status": ("remission", "it's stable", "not sure, maybe better"),
    "infection": ("no", "a cold, it is over", "only bactrim to prevent one"),
}
"""What people say in words of their own. Some of it asks for a check, some is not understood."""


@dataclass
class Somebody:
    """What they know, where they live, and how often they were asked what."""

    known: Mapping[str, Any]
    chance: int
    asked: dict[str, int] = field(default_factory=dict)

    def answer(self, way: Way) -> Deed:
        """What they answer to the open question."""
        fact, titles = way.asked, tuple(way.titles)
        times = self.asked[fact] = self.asked.get(fact, 0) + 1
        keys = {each.title: each.payload for each in script.keys(fact)}
        is_check = titles and not set(titles) <= keys.keys()
        if fact == CONSENT or is_check or (times > 2 and fact != ZIP_CODE):
            # A check of a reading, or a question that they could not answer before.
            return Deed(titles=titles[:1]) if titles else Deed(no_answer="unknown")
        if fact == ZIP_CODE and times > 1:
            return Deed(no_answer="declined")
        dice = Random(f"{self.chance} {fact} {times}")
        if fact in WORDS and dice.random() < 0.35:
            return Deed(words=dice.choice(WORDS[fact]))
        return self._by_what_they_know(fact, keys, dice)

    def _by_what_they_know(self, fact: str, keys: Mapping[str, str], dice: Random) -> Deed:
        if fact == ZIP_CODE:
            return Deed(words=dice.choice(TOWNS))
        if fact == LABS_AT_HAND:
            return Deed(titles=("Yes, I have them here" if self._has_labs() else "No",))
        value = self.known.get(fact, UNKNOWN)
        if value in (UNKNOWN, "declined"):
            return Deed(no_answer=NO_ANSWERS[value])
        return _pressed(fact, value, keys) or Deed(words=_in_words(value))

    def _has_labs(self) -> bool:
        return bool(self.known.keys() & set(LABORATORY_QUESTIONS))


def _pressed(fact: str, value: Any, keys: Mapping[str, str]) -> Deed | None:
    raw = ASKED[fact].write(value)
    titles = {json.dumps(_facts_of(payload)): title for title, payload in keys.items()}
    if isinstance(raw, list):
        parts = [["none"]] if "none" in raw else [[each] for each in raw]
        found = [titles.get(json.dumps({fact: each})) for each in parts]
        return Deed(titles=tuple(found)) if found and all(found) else None
    title = titles.get(json.dumps({fact: raw}))
    return Deed(titles=(title,)) if title else None


def _facts_of(payload: str) -> dict[str, Any]:
    _, brace, facts = payload.partition("{")
    return json.loads(brace + facts) if brace else {}


def _in_words(value: Any) -> str:
    match value:
        case Interval(low, high) if low == high:
            return _exact(low)
        case Interval(low, high):
            return f"between {_exact(low)} and {_exact(high)}"
        case bool():
            return "yes" if value else "no"
        case tuple() | frozenset():
            return ", ".join(sorted(value)).replace("_", " ") or "none"
        case _:
            return str(value).replace("_", " ")


def _exact(point: Any) -> str:
    return say_day(point) if isinstance(point, date) else str(point)


@st.composite
def somebody(draw: st.DrawFn) -> Somebody:
    """Mostly somebody whom the trial nearly fits, since they are asked the most."""
    known: dict[str, Any] = {name: FACTS[name].read(raw, TODAY) for name, raw in FITS_THE_TRIAL.items()}
    for name in draw(st.lists(st.sampled_from(list(FACTS)), max_size=5, unique=True)):
        known[name] = draw(st.sampled_from([UNKNOWN, "declined"]) | values(FACTS[name]))
    return Somebody(known, draw(st.integers(0, 10**6)))
