"""Talking to Rasa."""

from enum import StrEnum
from typing import Any

import httpx

from bot.store import GivenBy

PATIENCE_SECONDS = 120
"""Until then Rasa may still finish a turn, although nobody waits for it at the door any more."""


class Channel(StrEnum):
    """How a message comes to Rasa; the reply is worded for it."""

    CHAT = "rest"
    CALL_CENTER = "call_center"


class AssistantAway(Exception):
    """Rasa did not answer, or answered with nothing; whether it took the message is not known."""


class Assistant:
    """Rasa's channels: each is one of REST, with a name of its own."""

    def __init__(self, rasa_url: str, actions_url: str) -> None:
        self._rasa_url = rasa_url
        self._actions_url = actions_url
        self._client = httpx.AsyncClient(timeout=PATIENCE_SECONDS, trust_env=False)

    async def send(
        self,
        sender: str,
        message: str,
        key: str,
        channel: Channel = Channel.CHAT,
        given_by: GivenBy | None = None,
        words: str | None = None,
    ) -> list[dict[str, Any]]:
        """The reply to a message. Rasa keeps its key, and who gave it, with the message. Raises AssistantAway.

        `given_by` is None where nobody knows but the person: then the message itself may say it. `words` are what a
        caller said, where the message is a button that an agent pressed for them.
        """
        told = {"given_by": given_by, "said": words}
        metadata = {"key": key} | {name: each for name, each in told.items() if each}
        sent = {"sender": sender, "message": message, "metadata": metadata}
        try:
            answer = await self._client.post(f"{self._rasa_url}/webhooks/{channel}/webhook", json=sent)
            answer.raise_for_status()
            reply = answer.json()
        except (httpx.HTTPError, ValueError):
            # Without its cause: that could hold what the person typed.
            raise AssistantAway from None
        if not reply:
            raise AssistantAway
        return reply

    async def parts_ready(self) -> dict[str, bool]:
        """Whether Rasa and the action server answer."""
        return {
            "assistant": await self._answers(self._rasa_url),
            "actions": await self._answers(f"{self._actions_url}/health"),
        }

    async def _answers(self, url: str) -> bool:
        try:
            return (await self._client.get(url, timeout=2)).is_success
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()
