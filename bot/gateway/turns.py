"""One message of a conversation at a time, each taken once, each kept with its reply."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool

from bot.gateway.assistant import Assistant, AssistantAway, Channel
from bot.gateway.claims import Claims
from bot.gateway.metrics import Metrics
from bot.gateway.no_answers import with_no_answers
from bot.gateway.refusals import Refusal
from bot.gateway.replies import Kept, kept_reply
from bot.gateway.wording import AnyMessage, Wording, wording_of
from bot.store import GivenBy, Records, TrackerDatabase, TurnRecord

FINISH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class _Way:
    """How a message came, and whose answer it is."""

    channel: Channel
    given_by: GivenBy | None


class Turns:
    """Takes messages to the assistant.

    A turn that takes longer than the person can wait goes on without them: its reply is kept, and given when the
    same message comes again. Beyond `most_at_once` a message is refused kindly at once: a long queue helps nobody.
    """

    def __init__(
        self,
        records: Records,
        assistant: Assistant,
        tracker: TrackerDatabase,
        metrics: Metrics,
        claims: Claims,
        *,
        patience_seconds: float,
        most_at_once: int,
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._assistant = assistant
        self._tracker = tracker
        self._metrics = metrics
        self._claims = claims
        self._patience = patience_seconds
        self._most_at_once = most_at_once
        self._now = now
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
        if self._closed:
            raise Refusal("restarting", wait=3)
        task = asyncio.create_task(self._run(conversation, key, message, _Way(channel, given_by)))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            return await asyncio.wait_for(asyncio.shield(task), self._patience)
        except TimeoutError:
            task.add_done_callback(_look_at)
            raise Refusal("assistant_slow", wait=2) from None

    async def _answered_before(self, conversation: str, key: str, message: AnyMessage) -> TurnRecord:
        known, _ = await run_in_threadpool(self._records.turn_and_last_answered, conversation, key)
        _demand_same(known, message)
        if known is None or known.reply is None:
            raise Refusal("busy", wait=1)
        return known

    @contextmanager
    def _one_more(self) -> Iterator[None]:
        if self._going_on >= self._most_at_once:
            raise Refusal("crowded", wait=5)
        self._going_on += 1
        try:
            yield
        finally:
            self._going_on -= 1

    async def _run(self, conversation: str, key: str, message: AnyMessage, way: _Way) -> TurnRecord:
        async with self._claims.of(conversation) as claimed:
            if not claimed:
                return await self._answered_before(conversation, key, message)
            with self._one_more(), self._metrics.turn(way.channel):
                return await self._answered(conversation, key, message, way)

    async def _answered(self, conversation: str, key: str, message: AnyMessage, way: _Way) -> TurnRecord:
        known, last = await run_in_threadpool(self._records.turn_and_last_answered, conversation, key)
        _demand_same(known, message)
        if known and known.reply is not None:
            return known
        wording = wording_of(message, (last and last.reply) or ())
        asked = message.model_dump()
        turn = await run_in_threadpool(
            self._records.take_turn, conversation, key, asked, wording.said, self._now()
        )
        _demand_same(turn, message)
        if turn.reply is not None:
            return turn
        reply = await self._reply(conversation, key, wording, way, sent_before=known is not None)
        self._metrics.said(way.channel, reply)
        return await run_in_threadpool(self._records.answer_turn, conversation, key, reply) or turn

    async def _reply(
        self, conversation: str, key: str, wording: Wording, way: _Way, sent_before: bool
    ) -> list[Kept]:
        # A reply that never arrived here is given even while Rasa is away. If Rasa hears the message again, it says the
        # same: who asks while a turn goes on finds nothing here yet.
        heard = sent_before and await run_in_threadpool(self._tracker.reply_to, conversation, key)
        try:
            kept = kept_reply(heard or await self._sent(conversation, key, wording, way))
        except AssistantAway:
            raise Refusal("assistant_away", wait=5) from None
        return with_no_answers(kept) if way.channel == Channel.CALL_CENTER else kept

    async def _sent(self, conversation: str, key: str, wording: Wording, way: _Way) -> list[dict[str, Any]]:
        return await self._assistant.send(
            conversation, wording.sent, key, way.channel, way.given_by, wording.words, wording.pressed
        )

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


def offered_by(turns: tuple[TurnRecord, ...]) -> tuple[Kept, ...]:
    """The messages whose buttons may be pressed: those of the last reply."""
    return next((turn.reply for turn in reversed(turns) if turn.reply is not None), ())


def _demand_same(known: TurnRecord | None, message: AnyMessage) -> None:
    if known and known.request != message.model_dump():
        raise Refusal("key_reused")


def _look_at(task: asyncio.Task) -> None:
    # A failure that nobody waits for any more is no surprise; the message can be sent again.
    if not task.cancelled():
        task.exception()
