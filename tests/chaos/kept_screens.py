"""What the records hold of a screen, held against what the same answers give when nothing is disturbed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
from patients import Screen
from service import Service

from bot.gateway.secret import secret_of
from bot.gateway.sessions import Sessions
from bot.store import Records, open_records

SESSIONS_LAST = timedelta(days=7)


@dataclass(slots=True)
class Kept:
    """What is on record of one screen: every version of every answer, the runs of the result, the calls asked for."""

    answers: Counter = field(default_factory=Counter)
    runs: int = 0
    callbacks: int = 0
    turns: tuple[str, ...] = ()
    unanswered: int = 0
    transcript: Any = None


@dataclass(slots=True)
class Found:
    """What is wrong with one screen."""

    lost: int = 0
    doubled: int = 0
    wrong: list[str] = field(default_factory=list)


class Book:
    """Reads what a service has kept."""

    def __init__(self, service: Service) -> None:
        settings = service.settings
        self._url = service.url
        self._records: Records = open_records(settings.records, settings.cipher)
        self._sessions = Sessions(secret_of(settings), SESSIONS_LAST)

    def kept_of(self, screen: Screen) -> Kept:
        """What is on record of the conversation that a patient had."""
        conversation = self._sessions.conversation(self._sessions.read_cookie(screen.cookie))
        kept = Kept(transcript=self._transcript(screen))
        turns = self._records.turns(conversation)
        kept.turns = tuple(each.key for each in turns)
        kept.unanswered = sum(each.reply is None for each in turns)
        kept.callbacks = len(self._records.callbacks(conversation=conversation))
        current = self._records.current_screening(conversation)
        if current:
            kept.runs = len(self._records.result_history(current.id))
            versions = self._records.answer_versions(current.id)
            kept.answers = Counter(
                (fact, repr(each.value), each.status.value, each.words)
                for fact, those in versions.items()
                for each in those
            )
        return kept

    def _transcript(self, screen: Screen) -> list[tuple[str, str]]:
        cookies = {"aftercart": screen.cookie}
        read = httpx.get(
            f"{self._url}/api/v1/messages", cookies=cookies, headers={"Origin": self._url}, trust_env=False
        )
        return [(each["from"], each["text"]) for each in read.json()["messages"]]

    def close(self) -> None:
        """Let go of the database."""
        self._records.close()


def hold_against(screen: Screen, kept: Kept, calm: Screen, calm_kept: Kept) -> Found:
    """What differs from the screen that nothing disturbed."""
    lost, doubled = calm_kept.answers - kept.answers, kept.answers - calm_kept.answers
    found = Found(lost.total(), doubled.total())
    found.lost += max(0, calm_kept.callbacks - kept.callbacks)
    found.doubled += max(0, kept.callbacks - calm_kept.callbacks)
    differing = {
        f"gave up: {screen.gave_up}": bool(screen.gave_up),
        f"not the same answers: lost {_facts(lost)}, doubled {_facts(doubled)}": bool(lost or doubled),
        f"another result: {_outcome(screen)}": screen.result != calm.result,
        _first_difference(screen, calm): [str(each) for each in screen.turns]
        != [str(each) for each in calm.turns],
        "the transcript is not what was said": list(kept.turns) != screen.keys or kept.unanswered > 0,
        "the transcript shows other words": [who for who, _ in kept.transcript]
        != [who for who, _ in calm_kept.transcript],
        f"{kept.runs} runs of the result": kept.runs != calm_kept.runs,
    }
    found.wrong = [what for what, differs in differing.items() if differs]
    return found


def _facts(answers: Counter) -> list[str]:
    return sorted(f"{fact}={value}" for fact, value, _, _ in answers)


def _outcome(screen: Screen) -> str:
    result: Mapping = screen.result or {}
    return result.get("outcome", "none")


def _first_difference(screen: Screen, calm: Screen) -> str:
    for number, (turn, expected) in enumerate(zip(screen.turns, calm.turns, strict=False), 1):
        if turn != expected:
            return f"turn {number} was: {turn}; it should be: {expected}"
    return f"{len(screen.turns)} turns in the place of {len(calm.turns)}"
