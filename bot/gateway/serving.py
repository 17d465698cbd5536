"""The door's web server, which ends what it has begun before it goes."""

import time
from types import FrameType

import uvicorn

from bot.gateway.turns import Turns

LAST_TURNS_SECONDS = 10.0
"""So long messages that were taken before the signal may still be answered."""


class Server(uvicorn.Server):
    """At the first signal it refuses new messages kindly, and stops once those before are answered; at the second at
    once."""

    def __init__(self, config: uvicorn.Config, turns: Turns) -> None:
        super().__init__(config)
        self._turns = turns
        self._ends_by = 0.0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end."""
        if self._ends_by:
            super().handle_exit(sig, frame)
        self._turns.close()
        self._ends_by = time.monotonic() + LAST_TURNS_SECONDS

    async def on_tick(self, counter: int) -> bool:
        """Whether it is time to go."""
        if self._ends_by and (not self._turns.go_on or time.monotonic() > self._ends_by):
            self.should_exit = True
        return await super().on_tick(counter)
