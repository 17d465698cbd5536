"""How often: limits on what one session, one address or one code may do."""

import math
import time

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.gateway.refusals import Refusal
from bot.settings import Settings


class Rates:
    """Counts what is done, and refuses what is too much."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limits = {
            "messages": parse_many(settings.rate_messages),
            "requests": parse_many(settings.rate_requests),
            "sessions": parse_many(settings.rate_sessions),
            "resume": parse_many(settings.rate_resume),
            "continue": parse_many(settings.rate_continue),
            "sign_in": parse_many(settings.rate_sign_in),
        }

    def count(self, deed: str, doer: str) -> None:
        """Count one more deed of somebody. Raises Refusal with the time to wait when it is one too many."""
        for limit in self._limits[deed]:
            if not self._limiter.hit(limit, deed, doer):
                ends = self._limiter.get_window_stats(limit, deed, doer).reset_time
                raise Refusal("slow_down", wait=max(1, math.ceil(ends - time.time())))
