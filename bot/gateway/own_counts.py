"""What a gateway counts by itself, where no Redis is given."""

import threading
import time
from collections import deque
from dataclasses import dataclass, field

from limits.storage import MemoryStorage

LOOKED_THROUGH_EVERY_SECONDS = 60.0


@dataclass(slots=True)
class _Window:
    """When something was done within the last seconds, oldest first."""

    seconds: float
    times: deque[float] = field(default_factory=deque)

    def move_to(self, now: float) -> None:
        """Forget what is too long ago."""
        while self.times and self.times[0] < now - self.seconds:
            self.times.popleft()


class OwnCounts(MemoryStorage):
    """Moving windows in memory.

    The library's own begin a thread with nearly every count, and that looks through what all others did.
    """

    def __init__(self) -> None:
        super().__init__()
        self._windows: dict[str, _Window] = {}
        self._counting = threading.Lock()
        self._look_through_at = 0.0

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count so many more, unless that were more than the limit within the seconds."""
        now = time.time()
        with self._counting:
            self._forget(now)
            window = self._windows.setdefault(key, _Window(expiry))
            window.move_to(now)
            if len(window.times) + amount > limit:
                return False
            window.times.extend([now] * amount)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window begins, and how many are in it."""
        now = time.time()
        with self._counting:
            window = self._windows.get(key, _Window(expiry))
            window.move_to(now)
            return (window.times[0] if window.times else now), len(window.times)

    def _forget(self, now: float) -> None:
        if now < self._look_through_at:
            return
        self._look_through_at = now + LOOKED_THROUGH_EVERY_SECONDS
        for window in self._windows.values():
            window.move_to(now)
        self._windows = {key: window for key, window in self._windows.items() if window.times}
