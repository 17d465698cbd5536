"""One turn of a conversation after the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

LOOKS_EVERY_SECONDS = 0.02
HELD_SECONDS = 15
"""So long a turn may keep other processes waiting; of two that go on after that, only one can keep its events."""
ANSWERS_WITHIN_SECONDS = 2


class TurnLocks(LockStore):
    """Keeps turns of one conversation apart, in the order in which they came.

    Rasa's own store lets the second of two messages look once in a second whether the first is done; here it goes on
    at once. With a Redis server, several Rasa processes keep out of each other's turns as well. While it is away, turns
    fail and can be sent again.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._redis = _server(endpoint_config.url) if endpoint_config.url else None

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncIterator[None]:
        """Hold the conversation. Raises LockError, or RedisError when it cannot be held everywhere."""
        async with self._here.setdefault(conversation_id, asyncio.Lock()):
            if self._redis is None:
                yield
            else:
                async with _everywhere(self._redis, conversation_id):
                    yield


@asynccontextmanager
async def _everywhere(server: Any, conversation: str) -> AsyncIterator[None]:
    from redis.exceptions import RedisError

    lock = server.lock(f"aftercart:turn:{conversation}", timeout=HELD_SECONDS, sleep=LOOKS_EVERY_SECONDS)
    if not await lock.acquire(blocking_timeout=HELD_SECONDS):
        raise LockError("Another process is at this conversation.")
    try:
        yield
    finally:
        # What the turn did is kept by now, whatever has become of the server.
        with suppress(RedisError):
            await lock.release()


def _server(url: str):
    # Some megabytes, for those who have a Redis server.
    from redis.asyncio import Redis

    return Redis.from_url(
        url, socket_timeout=ANSWERS_WITHIN_SECONDS, socket_connect_timeout=ANSWERS_WITHIN_SECONDS
    )
