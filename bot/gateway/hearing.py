"""The way of one message, in a thread of its own: it is kept, goes to the assistant, and its reply is kept."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.gateway.assistant import Assistant, AssistantAway, Channel
from bot.gateway.metrics import Metrics
from bot.gateway.no_answers import with_no_answers
from bot.gateway.refusals import Refusal
from bot.gateway.replies import Kept, kept_reply
from bot.gateway.wording import AnyMessage, Wording, is_pressed, wording_of
from bot.store import NOTHING, GivenBy, Records, RecordsUnavailable, TrackerDatabase, TurnRecord


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a conversation under its key: how it came, whose answer it is, and by which visit it came.

    `given_by` and `visit`, which is the digest of a session, are None where nobody knows.
    """

    conversation: str
    key: str
    message: AnyMessage
    channel: Channel = Channel.CHAT
    given_by: GivenBy | None = None
    visit: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A turn with its reply, and the values that were on record after it."""

    turn: TurnRecord
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A message that was taken; without a wording, it was answered before."""

    turn: TurnRecord
    wording: Wording | None = None
    sent_before: bool = False


class _Look:
    """A look at what is on record, taken while Rasa is at work: then only what the message adds is left to be read."""

    def __init__(self, records: Records, conversation: str) -> None:
        self._records = records
        self._conversation = conversation
        self.seen = NOTHING

    def __call__(self) -> None:
        """Look; who finds the records away has seen nothing."""
        with suppress(RecordsUnavailable):
            self.seen = self._records.standing(self._conversation)


class Hearing:
    """Hears one message at a time of each conversation; may be called from any thread."""

    def __init__(
        self,
        records: Records,
        assistant: Assistant,
        tracker: TrackerDatabase,
        metrics: Metrics,
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._assistant = assistant
        self._tracker = tracker
        self._metrics = metrics
        self._now = now

    def hear(self, said: Said) -> Answered:
        """The turn of a message; a key that was answered before gives that reply. Raises Refusal."""
        taken = self._taken(said)
        if taken.wording is None:
            return Answered(taken.turn, self._records.values_on_record(said.conversation))
        look = _Look(self._records, said.conversation)
        reply = self._reply(said, taken.wording, taken.sent_before, look)
        self._metrics.said(said.channel, reply)
        values = self._records.answer_turn(said.conversation, said.key, reply, look.seen)
        if values is None:
            # All was forgotten in the meantime.
            return Answered(taken.turn, {})
        return Answered(replace(taken.turn, reply=tuple(reply)), values)

    def answered_before(self, said: Said) -> Answered:
        """The turn of a message that was answered before, while another message is heard. Raises Refusal."""
        if said.visit and self._records.visit(said.visit) is None:
            raise Refusal("no_session")
        known = self._records.turn_of_key(said.conversation, said.key)
        _demand_same(said, known)
        if known is None or known.reply is None:
            raise Refusal("busy", wait=1)
        return Answered(known, self._records.values_on_record(said.conversation))

    def _taken(self, said: Said) -> _Taken:
        with self._records.taking(said.conversation, said.key) as taking:
            if said.visit and not taking.may_come_from(said.visit):
                raise Refusal("no_session")
            known = taking.known()
            _demand_same(said, known)
            if known and known.reply is not None:
                return _Taken(known)
            wording = wording_of(said.message, taking.last_reply() if is_pressed(said.message) else ())
            turn = known or taking.keep(said.message.model_dump(), wording.said, self._now())
            return _Taken(turn, wording, sent_before=known is not None)

    def _reply(self, said: Said, wording: Wording, sent_before: bool, look: _Look) -> list[Kept]:
        # A reply that never arrived here is given even while Rasa is away. If Rasa hears the message again, it says the
        # same: who asks while a turn goes on finds nothing here yet.
        heard = sent_before and self._tracker.reply_to(said.conversation, said.key)
        try:
            kept = kept_reply(heard or self._sent(said, wording, look))
        except AssistantAway:
            raise Refusal("assistant_away", wait=5) from None
        return with_no_answers(kept) if said.channel == Channel.CALL_CENTER else kept

    def _sent(self, said: Said, wording: Wording, look: _Look) -> list[dict[str, Any]]:
        return self._assistant.send(
            said.conversation,
            wording.sent,
            said.key,
            said.channel,
            said.given_by,
            wording.words,
            wording.pressed,
            meanwhile=look,
        )

    def break_off(self) -> None:
        """Wait for no reply any longer: who waits is refused."""
        self._assistant.close()


def _demand_same(said: Said, known: TurnRecord | None) -> None:
    if known and known.request != said.message.model_dump():
        raise Refusal("key_reused")
