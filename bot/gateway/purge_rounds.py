"""Purges once a day, as long as the gateway runs."""

import asyncio
import contextlib
import logging

from starlette.concurrency import run_in_threadpool

from bot.app import App
from bot.keeping.purging import purge
from bot.store import NotYetErased, RecordsUnavailable

FIRST_SECONDS = 10 * 60
PAUSE_SECONDS = 24 * 60 * 60
TROUBLED_SECONDS = 10 * 60

log = logging.getLogger(__name__)


class PurgeRounds:
    """Lets go of what is due, a while after the start and then daily. Several gateways do not get in their ways."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Start going round."""
        self._task = asyncio.create_task(self._go_round())

    async def end(self) -> None:
        """Stop; what was begun goes on the next time."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _go_round(self) -> None:
        pause = FIRST_SECONDS
        while True:
            await asyncio.sleep(pause)
            pause = PAUSE_SECONDS if await self._purged() else TROUBLED_SECONDS

    async def _purged(self) -> bool:
        try:
            await run_in_threadpool(purge, self._app)
        except (NotYetErased, RecordsUnavailable) as problem:
            log.warning("Purging waits: %s", problem)
            return False
        return True
