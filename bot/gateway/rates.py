"""How often: limits on what one session, one address or one code may do."""

import hashlib
import hmac
import logging
import math
import time

from limits import RateLimitItem, parse_many
from limits.errors import StorageError
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool

from bot.gateway.own_counts import OwnCounts
from bot.gateway.refusals import Refusal
from bot.gateway.secret import secret_of
from bot.settings import Settings

ANSWERS_WITHIN_SECONDS = 1.0
ASKED_AGAIN_AFTER_SECONDS = 5.0
"""So long a Redis that did not answer is left alone: nobody should wait for it at every request."""

log = logging.getLogger(__name__)


class Rates:
    """Counts what is done, and refuses what is too much.

    With a Redis, several gateways count together. While it is away each counts for itself: then as much is let
    through as there are gateways, and people go on reading and signing in.
    """

    def __init__(self, settings: Settings) -> None:
        """Raises ValueError for an address that is not one of Redis."""
        redis_url = settings.redis_url.get_secret_value()
        self._own = MovingWindowRateLimiter(OwnCounts())
        self._shared = _shared(redis_url) if redis_url else None
        self._secret = secret_of(settings)
        self._asked_again_at = 0.0
        self._limits = {
            "messages": parse_many(settings.rate_messages),
            "requests": parse_many(settings.rate_requests),
            "sessions": parse_many(settings.rate_sessions),
            "resume": parse_many(settings.rate_resume),
            "continue": parse_many(settings.rate_continue),
            "sign_in": parse_many(settings.rate_sign_in),
        }

    def close(self) -> None:
        """Let go of all connections."""
        if self._shared is not None:
            self._shared.storage.storage.close()

    async def count_aside(self, deed: str, doer: str) -> None:
        """As `count`, for those who must not wait for Redis themselves: others are served meanwhile."""
        if self._shared is None:
            self.count(deed, doer)
        else:
            await run_in_threadpool(self.count, deed, doer)

    def count(self, deed: str, doer: str) -> None:
        """Count one more deed of somebody. Raises Refusal with the time to wait when it is one too many."""
        for limit in self._limits[deed]:
            over = self._over(limit, deed, doer)
            if over is not None:
                raise Refusal("slow_down", wait=max(1, math.ceil(over - time.time())))

    def _over(self, limit: RateLimitItem, deed: str, doer: str) -> float | None:
        """When the window ends in which this was one deed too many; None when it was not."""
        if self._shared is not None and time.monotonic() >= self._asked_again_at:
            try:
                return _end_of_window(self._shared, limit, deed, self._digest(doer))
            except StorageError:
                self._asked_again_at = time.monotonic() + ASKED_AGAIN_AFTER_SECONDS
                log.warning("Redis does not answer; this gateway counts for itself meanwhile")
        return _end_of_window(self._own, limit, deed, doer)

    def _digest(self, doer: str) -> str:
        # Neither the address of a person nor a code that leads to their answers belongs in another server's memory.
        return hmac.new(self._secret, f"rates:{doer}".encode(), hashlib.sha256).hexdigest()


def _end_of_window(
    limiter: MovingWindowRateLimiter, limit: RateLimitItem, deed: str, doer: str
) -> float | None:
    if limiter.hit(limit, deed, doer):
        return None
    return limiter.get_window_stats(limit, deed, doer).reset_time


def _shared(redis_url: str) -> MovingWindowRateLimiter:
    # Some megabytes, for those who have a Redis.
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    storage = RedisStorage(
        redis_url,
        wrap_exceptions=True,
        key_prefix="aftercart:rate",
        socket_timeout=ANSWERS_WITHIN_SECONDS,
        socket_connect_timeout=ANSWERS_WITHIN_SECONDS,
        # Once: a connection that was kept may be to a Redis that has restarted.
        retry=Retry(NoBackoff(), 1),
    )
    return MovingWindowRateLimiter(storage)
