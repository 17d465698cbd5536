"""What the page of a call shows of the interview: the words to say, and the keys."""

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.callcenter import script
from bot.gateway.replies import Kept, answers_only
from bot.gateway.transcript import offered_by
from bot.store import TurnRecord

SIGNS = string.digits[1:] + string.digits[0]
"""The keys of the keyboard that choose an answer, in the order of the answers."""

TYPED = frozenset({"date", "number", "text"})
"""Questions whose answers are mostly typed."""

UNKNOWN, DECLINED = "unknown", "declined"


@dataclass(frozen=True, slots=True)
class Key:
    """A permitted answer; `sign` is its key on the keyboard, `alone` that it goes with no other."""

    button: str
    title: str
    alone: bool
    sign: str


@dataclass(frozen=True, slots=True)
class Screen:
    """The assistant's last reply, as an agent needs it.

    `notes` are said before `words`, which hold the question. `turn` is the number of the last message, by which an
    older page is known. `unanswered`: the reply to it has not come.
    """

    turn: int
    unanswered: bool
    notes: tuple[str, ...]
    words: str | None
    ask: str | None
    keys: tuple[Key, ...]
    several: bool
    alarm: str | None
    result: Mapping[str, Any] | None

    @property
    def is_question(self) -> bool:
        """Whether an answer is awaited."""
        return self.ask is not None


def screen_of(turns: tuple[TurnRecord, ...]) -> Screen:
    """The last reply."""
    reply = offered_by(turns)
    asking = _asking(reply)
    several = asking is not None and asking.get("input") == "multichoice"
    return Screen(
        turn=turns[-1].number if turns else 0,
        unanswered=bool(turns) and turns[-1].reply is None,
        notes=tuple(each["text"] for each in reply if each is not asking and each["text"]),
        words=asking and asking["text"],
        ask=asking and asking.get("ask"),
        keys=tuple(_keys(asking)) if asking else (),
        several=several,
        alarm=_first(reply, "alarm"),
        result=_first(reply, "result"),
    )


def _asking(reply: Sequence[Kept]) -> Kept | None:
    """The message of a reply that waits for an answer: the last that asks, or else offers keys."""
    asks = [each for each in reply if each.get("ask")] or [each for each in reply if each["buttons"]]
    return asks[-1] if asks else None


def _first(reply: Sequence[Kept], name: str) -> Any:
    return next((each[name] for each in reply if each.get(name)), None)


def _keys(message: Kept) -> Iterator[Key]:
    # Not knowing and rather not saying have keys of their own, for every question.
    shown = [each for each in message["buttons"] if not _is_no_answer(each)]
    for place, button in enumerate(shown):
        yield Key(button["id"], button["title"], button["alone"], _sign(message, button, place))


def _sign(message: Kept, button: Kept, place: int) -> str:
    if message.get("input") in TYPED:
        # A number or a date that begins with this digit must not press the key.
        return ""
    # A score such as ECOG 1 has its own digit.
    score = next((str(each) for each in range(10) if answers_only(button, each)), None)
    return score or SIGNS[place : place + 1]


def _is_no_answer(button: Kept) -> bool:
    return answers_only(button, UNKNOWN) or answers_only(button, DECLINED)


def no_answer_button(turns: tuple[TurnRecord, ...], value: str) -> str | None:
    """The id of the button of the open question that stands for not knowing, or for rather not saying."""
    asking = _asking(offered_by(turns))
    buttons = asking["buttons"] if asking else ()
    return next((each["id"] for each in buttons if answers_only(each, value)), None)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a question, without a turn: why it is asked, help, and a probe for vague answers."""

    why: str | None
    probe: str | None
    help: str | None


def beside(ask: str | None) -> Beside:
    """What an agent can say about a question."""
    if ask is None:
        return Beside(None, None, None)
    return Beside(script.why(ask), script.probe(ask), script.help(ask))
