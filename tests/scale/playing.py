"""Generated people who go through whole screens, several at once, each message over a connection of its own."""

import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx2
from hypothesis import HealthCheck, Phase, given, settings
from somebody import Somebody, somebody
from two_ways import Chat

from bot.gateway.secret import secret_of
from bot.gateway.sessions import Sessions
from bot.settings import Settings
from bot.store import Records, open_records

MOST_TURNS = 90
PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.3
SENT_AGAIN = frozenset({409, 503, 504})
SESSIONS_LAST = timedelta(days=7)


@dataclass(frozen=True)
class Screen:
    """One whole screen: what was asked, what came of it, all answers on record, and what was refused meanwhile."""

    asked: tuple[str, ...]
    result: Any
    answers: Counter
    refusals: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Screen) and self._what_counts() == other._what_counts()

    def _what_counts(self) -> tuple:
        return self.asked, self.result, self.answers


class PersistentChat(Chat):
    """Somebody who sends a message again, with its key, when it was refused or got lost, as the widget does."""

    def __init__(self, client: httpx2.Client) -> None:
        self.refusals: list[str] = []
        super().__init__(client)

    def _sent(self, message: dict[str, Any], key: str) -> Any:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                said = super()._sent(message, key)
            except httpx2.TransportError:
                said = None
            if said is not None and said.status_code not in SENT_AGAIN:
                return said
            self.refusals.append(said.json()["error"]["code"] if said is not None else "lost")
            time.sleep(PAUSE_SECONDS)
        raise AssertionError(f"no answer within {PATIENCE_SECONDS} seconds")


def people(number: int) -> list[Somebody]:
    """So many people, the same in each run."""
    found: list[Somebody] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(who=somebody())
    def find(who: Somebody) -> None:
        found.append(who)

    find()
    return found


def play(service: Settings, those: Sequence[Somebody], at_once: int) -> list[Screen]:
    """The screens of these people, in their order."""
    with open_records(service.records, service.cipher) as records, ThreadPoolExecutor(at_once) as crowd:
        sessions = Sessions(secret_of(service), SESSIONS_LAST)
        return list(crowd.map(lambda who: _screen(service.gateway_url, who, records, sessions), those))


def _screen(url: str, who: Somebody, records: Records, sessions: Sessions) -> Screen:
    who, asked = replace(who, asked={}), []
    one_each = httpx2.Limits(max_keepalive_connections=0)
    with httpx2.Client(base_url=url, headers={"Origin": url}, timeout=60, limits=one_each) as client:
        chat = PersistentChat(client)
        while chat.asked is not None:
            asked.append(chat.asked)
            assert len(asked) < MOST_TURNS, " ".join(asked)
            chat.do(who.answer(chat))
        conversation = sessions.conversation(sessions.read_cookie(client.cookies["aftercart"]))
    return Screen(tuple(asked), chat.result, _answers(records, conversation), tuple(chat.refusals))


def _answers(records: Records, conversation: str) -> Counter:
    screening = records.current_screening(conversation)
    versions = records.answer_versions(screening.id) if screening else {}
    return Counter(
        (fact, repr(each.value), each.status, each.words)
        for fact, those in versions.items()
        for each in those
    )
