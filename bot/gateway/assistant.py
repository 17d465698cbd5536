"""Talking to Rasa."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any

from anyio import to_thread

from bot.gateway.lines import Fell, Lines, NotReached, Said, nothing
from bot.store import GivenBy

PATIENCE_SECONDS = 120
"""Until then Rasa may still finish a turn, although nobody waits for it at the door any more."""
ANSWERS_WITHIN_SECONDS = 2
"""Where a part only says whether it is there."""


class Channel(StrEnum):
    """How a message comes to Rasa; the reply is worded for it."""

    CHAT = "rest"
    CALL_CENTER = "call_center"


class AssistantAway(Exception):
    """Rasa did not answer, or answered with nothing; whether it took the message is not known."""


class Assistant:
    """Rasa's channels: each is one of REST, with a name of its own.

    Of several Rasa processes a conversation keeps to one as long as that one answers: what it remembers of a
    conversation it need not read again.
    """

    def __init__(self, rasa_urls: Sequence[str], actions_urls: Sequence[str]) -> None:
        self._rasa = {url: Lines(url, PATIENCE_SECONDS) for url in rasa_urls}
        self._rasa_looked_at = _looked_at(rasa_urls)
        self._actions_looked_at = _looked_at(actions_urls)

    def send(
        self,
        sender: str,
        message: str,
        key: str,
        channel: Channel = Channel.CHAT,
        given_by: GivenBy | None = None,
        words: str | None = None,
        pressed: str | None = None,
        meanwhile: Callable[[], None] = nothing,
    ) -> list[dict[str, Any]]:
        """The reply to a message. Rasa keeps its key, and who gave it, with the message. Raises AssistantAway.

        `given_by` is None where nobody knows but the person: then the message itself may say it. `words` are what a
        caller said, where the message is a button that an agent pressed for them; `pressed` is what stood on it.
        It waits in the thread of who calls it; what is to be done `meanwhile` is done while Rasa is at work.
        """
        told = {"given_by": given_by, "said": words, "pressed": pressed}
        metadata = {"key": key} | {name: each for name, each in told.items() if each}
        sent = json.dumps({"sender": sender, "message": message, "metadata": metadata}).encode()
        try:
            answer = self._send_to_first(sender, f"/webhooks/{channel}/webhook", sent, meanwhile)
            reply = json.loads(answer.body) if answer.is_good else None
        except (NotReached, Fell, ValueError):
            # Without its cause: that could hold what the person typed.
            raise AssistantAway from None
        if not reply:
            raise AssistantAway
        return reply

    def _send_to_first(self, sender: str, path: str, sent: bytes, meanwhile: Callable[[], None]) -> Said:
        """The answer of the first that can be reached. One that was reached and fell may have heard the message."""
        *earlier, last = in_order(tuple(self._rasa), sender)
        for url in earlier:
            with suppress(NotReached):
                return self._rasa[url].send("POST", path, sent, meanwhile)
        return self._rasa[last].send("POST", path, sent, meanwhile)

    async def answers(self) -> bool:
        """Whether any Rasa process answers."""
        return await _any_answers(self._rasa_looked_at, "/")

    async def actions_answer(self) -> bool:
        """Whether any action server answers."""
        return await _any_answers(self._actions_looked_at, "/health")

    def close(self) -> None:
        """Let go of all connections; who waits for a reply hears that Rasa is away."""
        for each in (*self._rasa.values(), *self._rasa_looked_at, *self._actions_looked_at):
            each.close()


def _looked_at(urls: Sequence[str]) -> list[Lines]:
    return [Lines(url, ANSWERS_WITHIN_SECONDS) for url in urls]


async def _any_answers(looked_at: Sequence[Lines], path: str) -> bool:
    answers = (to_thread.run_sync(_answers, each, path, abandon_on_cancel=True) for each in looked_at)
    return any(await asyncio.gather(*answers))


def _answers(line: Lines, path: str) -> bool:
    try:
        return line.send("GET", path).is_good
    except (NotReached, Fell):
        return False


def in_order(urls: Sequence[str], sender: str) -> Sequence[str]:
    """The addresses in the order in which a conversation tries them, always the same for it.

    Rendezvous hashing: when an address comes or goes, only conversations that would go to it change theirs.
    """
    return sorted(urls, key=lambda url: hashlib.sha256(f"{url} {sender}".encode()).digest())
