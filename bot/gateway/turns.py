"""One message of a conversation at a time, each taken once, each kept with its reply."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager

from starlette.concurrency import run_in_threadpool

from bot.gateway.assistant import Channel
from bot.gateway.claims import Claims
from bot.gateway.hearing import Answered, Hearing, Said
from bot.gateway.metrics import Metrics
from bot.gateway.refusals import Refusal, restarting
from bot.gateway.wording import AnyMessage
from bot.store import GivenBy, TurnRecord

FINISH_SECONDS = 2.0


class Turns:
    """Takes messages to the assistant.

    A turn that takes longer than the person can wait goes on without them: its reply is kept, and given when the
    same message comes again. Beyond `most_at_once` a message is refused kindly at once: a long queue helps nobody.
    """

    def __init__(
        self,
        hearing: Hearing,
        metrics: Metrics,
        claims: Claims,
        *,
        patience_seconds: float,
        most_at_once: int,
    ) -> None:
        self._hearing = hearing
        self._metrics = metrics
        self._claims = claims
        self._patience = patience_seconds
        self._most_at_once = most_at_once
        self._threads = ThreadPoolExecutor(most_at_once, "turn")
        self._going_on = 0
        self._running: set[asyncio.Task] = set()
        self._closed = False

    @property
    def are_taken(self) -> bool:
        """Whether messages are taken."""
        return not self._closed

    @property
    def go_on(self) -> bool:
        """Whether any turn is going on."""
        return bool(self._running)

    def close(self) -> None:
        """Take no more messages; turns that go on end as they would."""
        self._closed = True

    async def take(
        self,
        conversation: str,
        key: str,
        message: AnyMessage,
        channel: Channel = Channel.CHAT,
        given_by: GivenBy | None = None,
    ) -> TurnRecord:
        """The turn of a message, with its reply; a key that was answered before gives that reply. Raises Refusal.

        `channel` decides how the reply is worded. `given_by` is whose answer the message is, where that is known
        beside its words: a caller's, as the agent who types it knows.
        """
        return (await self.answered(Said(conversation, key, message, channel, given_by))).turn

    async def answered(self, said: Said) -> Answered:
        """As `take`, with what is on record after it."""
        if self._closed:
            raise restarting()
        task = asyncio.create_task(self._run(said))
        self._running.add(task)
        task.add_done_callback(self._ended)
        done, _ = await asyncio.wait((task,), timeout=self._patience)
        if not done:
            raise Refusal("assistant_slow", wait=2)
        return task.result()

    def _ended(self, task: asyncio.Task) -> None:
        self._running.discard(task)
        # A failure that nobody waits for any more is no surprise; the message can be sent again.
        if not task.cancelled():
            task.exception()

    @contextmanager
    def _one_more(self) -> Iterator[None]:
        if self._going_on >= self._most_at_once:
            raise Refusal("crowded", wait=5)
        self._going_on += 1
        try:
            yield
        finally:
            self._going_on -= 1

    async def _run(self, said: Said) -> Answered:
        async with self._claims.of(said.conversation) as claimed:
            if not claimed:
                return await run_in_threadpool(self._hearing.answered_before, said)
            with self._one_more(), self._metrics.turn(said.channel):
                return await self._in_a_thread(said)

    def _in_a_thread(self, said: Said) -> Awaitable[Answered]:
        return asyncio.get_running_loop().run_in_executor(self._threads, self._hearing.hear, said)

    @asynccontextmanager
    async def none_in(self, conversation: str) -> AsyncIterator[None]:
        """While this is held, nothing is said in the conversation. Raises Refusal when something is being said."""
        async with self._claims.of(conversation) as claimed:
            if not claimed:
                raise Refusal("busy", wait=1)
            yield

    async def finish(self) -> None:
        """Wait a little for the turns that are still going on. One that is cut off can be sent again."""
        if self._running:
            await asyncio.wait(self._running, timeout=FINISH_SECONDS)
        self._hearing.break_off()
        await run_in_threadpool(self._threads.shutdown)
