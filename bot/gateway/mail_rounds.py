"""Sends what waits in the outbox, as long as the door is open."""

import asyncio
import contextlib
import logging

from starlette.concurrency import run_in_threadpool

from bot.app import App
from bot.mailing.postman import Postman
from bot.store import RecordsUnavailable

PAUSE_SECONDS = 5.0
LAST_MAIL_SECONDS = 10

log = logging.getLogger(__name__)


class MailRounds:
    """A task beside the requests. It sends one mail at a time, and ends between two of them."""

    def __init__(self, app: App, pause_seconds: float = PAUSE_SECONDS) -> None:
        """Raises BadMailServer for a setting that names none."""
        self._postman = Postman(app) if app.settings.sends_mail else None
        self._pause = pause_seconds
        self._closing = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin the rounds, if mails can be sent at all."""
        if self._postman is not None:
            self._task = asyncio.create_task(self._go_round(self._postman))

    async def end(self) -> None:
        """Let the mail that is being sent go, for a while, and send no other."""
        self._closing.set()
        if self._task is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._task, LAST_MAIL_SECONDS)

    async def _go_round(self, postman: Postman) -> None:
        while not self._closing.is_set():
            if not await self._send_one(postman):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), self._pause)

    async def _send_one(self, postman: Postman) -> bool:
        try:
            return await run_in_threadpool(postman.send_next) is not None
        except RecordsUnavailable:
            return False
        except Exception:
            # One mail that cannot be sent must not keep all others back.
            log.exception("a mail could not be sent")
            return False
