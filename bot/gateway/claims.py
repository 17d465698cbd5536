"""Who may take the next message of a conversation: one at a time, in one gateway or in several."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol


class Claims(Protocol):
    """Conversations that are claimed."""

    def of(self, conversation: str) -> AbstractAsyncContextManager[bool]:
        """Claim a conversation as long as the context lasts; False where somebody else has it.

        Raises Refusal when that cannot be known.
        """

    async def answer(self) -> bool:
        """Whether anything can be claimed at all."""

    async def close(self) -> None:
        """Let go of all connections."""


class OwnClaims:
    """The claims of a gateway that is alone."""

    def __init__(self) -> None:
        self._claimed: set[str] = set()

    @asynccontextmanager
    async def of(self, conversation: str) -> AsyncIterator[bool]:
        """Claim a conversation as long as the context lasts; False where somebody else has it."""
        if conversation in self._claimed:
            yield False
            return
        self._claimed.add(conversation)
        try:
            yield True
        finally:
            self._claimed.discard(conversation)

    async def answer(self) -> bool:
        """Always."""
        return True

    async def close(self) -> None:
        """Nothing is open."""


def claims_for(redis_url: str) -> Claims:
    """Claims in Redis, or in this process where no Redis is given."""
    if not redis_url:
        return OwnClaims()
    # Some megabytes, for those who have a Redis.
    from bot.gateway.shared_claims import SharedClaims

    return SharedClaims(redis_url)
