"""Talking to Rasa."""

import asyncio
import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import httpx

from bot.store import GivenBy

PATIENCE_SECONDS = 120
"""Until then Rasa may still finish a turn, although nobody waits for it at the door any more."""
CONNECTED_WITHIN_SECONDS = 5
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
        self._rasa_urls = rasa_urls
        self._actions_urls = actions_urls
        patience = httpx.Timeout(PATIENCE_SECONDS, connect=CONNECTED_WITHIN_SECONDS)
        self._client = httpx.AsyncClient(timeout=patience, trust_env=False)

    async def send(
        self,
        sender: str,
        message: str,
        key: str,
        channel: Channel = Channel.CHAT,
        given_by: GivenBy | None = None,
        words: str | None = None,
        pressed: str | None = None,
    ) -> list[dict[str, Any]]:
        """The reply to a message. Rasa keeps its key, and who gave it, with the message. Raises AssistantAway.

        `given_by` is None where nobody knows but the person: then the message itself may say it. `words` are what a
        caller said, where the message is a button that an agent pressed for them; `pressed` is what stood on it.
        """
        told = {"given_by": given_by, "said": words, "pressed": pressed}
        metadata = {"key": key} | {name: each for name, each in told.items() if each}
        sent = {"sender": sender, "message": message, "metadata": metadata}
        try:
            answer = await self._send_to_first(
                in_order(self._rasa_urls, sender), f"/webhooks/{channel}/webhook", sent
            )
            answer.raise_for_status()
            reply = answer.json()
        except (httpx.HTTPError, ValueError):
            # Without its cause: that could hold what the person typed.
            raise AssistantAway from None
        if not reply:
            raise AssistantAway
        return reply

    async def _send_to_first(self, urls: Sequence[str], path: str, sent: dict[str, Any]) -> httpx.Response:
        """The answer of the first that can be reached. One that was reached and fell may have heard the message."""
        *earlier, last = urls
        for url in earlier:
            try:
                return await self._client.post(url + path, json=sent)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._client.post(last + path, json=sent)

    async def answers(self) -> bool:
        """Whether any Rasa process answers."""
        return await self._any_answers(self._rasa_urls)

    async def actions_answer(self) -> bool:
        """Whether any action server answers."""
        return await self._any_answers([f"{url}/health" for url in self._actions_urls])

    async def _any_answers(self, urls: Sequence[str]) -> bool:
        return any(await asyncio.gather(*map(self._one_answers, urls)))

    async def _one_answers(self, url: str) -> bool:
        try:
            return (await self._client.get(url, timeout=ANSWERS_WITHIN_SECONDS)).is_success
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()


def in_order(urls: Sequence[str], sender: str) -> Sequence[str]:
    """The addresses in the order in which a conversation tries them, always the same for it.

    Rendezvous hashing: when an address comes or goes, only conversations that would go to it change theirs.
    """
    return sorted(urls, key=lambda url: hashlib.sha256(f"{url} {sender}".encode()).digest())
