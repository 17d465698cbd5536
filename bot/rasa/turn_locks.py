"""One turn of a conversation after the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from weakref import WeakValueDictionary

from rasa.core.lock_store import LOCK_LIFETIME, LockStore
from rasa.utils.endpoints import EndpointConfig

LOOKS_EVERY_SECONDS = 0.02


class TurnLocks(LockStore):
    """Keeps turns of one conversation apart, in the order in which they came.

    Rasa's own store lets the second of two messages look once in a second whether the first is done; here it goes on
    at once. With a Redis server, several Rasa processes keep out of each other's turns as well; a process that died in
    the middle of a turn holds it for a minute.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._redis = _server(endpoint_config.url) if endpoint_config.url else None

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncIterator[None]:
        """Hold the conversation. Raises LockError or ConnectionError of redis when it cannot be held everywhere."""
        here = self._here.setdefault(conversation_id, asyncio.Lock())
        async with here, self._everywhere(conversation_id, lock_lifetime):
            yield

    def _everywhere(self, conversation: str, lifetime: float):
        if self._redis is None:
            return nullcontext()
        name = f"aftercart:turn:{conversation}"
        return self._redis.lock(name, timeout=lifetime, sleep=LOOKS_EVERY_SECONDS, blocking_timeout=lifetime)


def _server(url: str):
    # Some megabytes, for those who have a Redis server.
    from redis.asyncio import Redis

    return Redis.from_url(url)
