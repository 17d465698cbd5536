"""The claims of several gateways, in Redis."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import LockError, RedisError

from bot.gateway.refusals import Refusal

LEASE_SECONDS = 10
"""So long a conversation stays claimed when its gateway fell in the middle of a turn."""
PROLONGED_EVERY_SECONDS = 3
ANSWERS_WITHIN_SECONDS = 1.0
"""A Redis that takes longer is away: people are waiting."""


class SharedClaims:
    """Each claim has a token of its own, is prolonged while it is held, and is released by its holder alone.

    Without Redis nothing can be claimed, and the message is refused kindly: two gateways that both went on would take
    two messages of one person at once. A claim that Redis lost in the middle of a turn does no harm: a message counts
    once by its key, and only one of two writers keeps its events in Rasa's conversations.
    """

    def __init__(self, redis_url: str) -> None:
        """Raises ValueError for an address that is not one of Redis."""
        self._redis: Redis = Redis.from_url(
            redis_url,
            socket_timeout=ANSWERS_WITHIN_SECONDS,
            socket_connect_timeout=ANSWERS_WITHIN_SECONDS,
            # Once: a connection that was kept may be to a Redis that has restarted.
            retry=Retry(NoBackoff(), 1),
        )

    @asynccontextmanager
    async def of(self, conversation: str) -> AsyncIterator[bool]:
        """Claim a conversation as long as the context lasts; False where somebody else has it. Raises Refusal."""
        lock = self._redis.lock(f"aftercart:claim:{conversation}", timeout=LEASE_SECONDS, thread_local=False)
        try:
            claimed = await lock.acquire(blocking=False)
        except RedisError:
            raise Refusal("shared_away", wait=5) from None
        if not claimed:
            yield False
            return
        prolonging = asyncio.create_task(_prolong(lock))
        try:
            yield True
        finally:
            prolonging.cancel()
            with contextlib.suppress(RedisError):
                # A claim that cannot be released now ends with its lease.
                await lock.release()

    async def answer(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(await self._redis.ping())
        except RedisError:
            return False

    async def close(self) -> None:
        """Let go of all connections."""
        await self._redis.aclose()


async def _prolong(lock: Lock) -> None:
    while True:
        await asyncio.sleep(PROLONGED_EVERY_SECONDS)
        try:
            await lock.reacquire()
        except LockError:
            # It is lost, and perhaps somebody else's by now: nothing is left to prolong.
            return
        except RedisError:
            continue
