"""The store of conversations: recent trackers stay alive, and only new events are read and written."""

import json
import os
from asyncio import get_running_loop
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError

from bot.encryption import Cipher
from bot.rasa.event_table import EventTable
from bot.rasa.live_tracker import LiveTracker

LIVE_TRACKERS = 100
"""How many trackers are kept in memory; others are read from the database when their person comes back."""

LOOKS_EVERY_SECONDS = 30
"""So soon a deleted conversation is out of the memory of every process."""


@dataclass
class Live:
    """A tracker in memory, how many of its events are kept, and the number of the last of them in the database."""

    tracker: DialogueStateTracker
    kept: int
    newest: int


class LiveTrackerStore(TrackerStore):
    """Keeps events in a database that several processes may share, encrypted, and recent trackers in memory.

    Before a tracker in memory is used, the database is asked whether it holds anything newer. A turn that failed
    leaves its tracker with events that were not kept; it is then read anew. What cannot be written is an error.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str = "",
        event_broker: EventBroker | None = None,
        **unused: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._table = EventTable(host, Cipher(os.environ["AFTERCART_DATA_KEYS"].split(",")))
        self._live: OrderedDict[str, Live] = OrderedDict()
        self._looks = False

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """A tracker without events."""
        return LiveTracker(sender_id, self.domain.slots, max_event_history=self.max_event_history)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the latest session, or None."""
        if not self._looks:
            self._looks = True
            self._look_again()
        newest = self._table.newest(sender_id)
        live = self._live.get(sender_id)
        if live is None or not self._catch_up(live, newest):
            live = self._read(sender_id)
        if live is None:
            self._live.pop(sender_id, None)
            return None
        self._remember(live)
        return live.tracker

    def _look_again(self) -> None:
        get_running_loop().call_later(LOOKS_EVERY_SECONDS, self._let_go_of_deleted)

    def _let_go_of_deleted(self) -> None:
        """Forget whom another process has deleted: they may never come back to be looked for."""
        self._look_again()
        # Where the database is away, nobody was deleted either.
        with suppress(SQLAlchemyError):
            for sender in self._live.keys() - self._table.known(self._live.keys()):
                del self._live[sender]

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """A tracker with the events of all sessions, or None; it is not kept in memory."""
        texts, _ = self._table.read(conversation_id, 0)
        return self._replay(conversation_id, texts) if texts else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new. Raises when it cannot be written, and then the turn has failed."""
        live = self._live.get(tracker.sender_id)
        if live is None or live.tracker is not tracker:
            live = self._adopt(tracker)
        new = [tracker.events[place] for place in range(live.kept - len(tracker.events), 0)]
        if new:
            live.newest = self._table.append(tracker.sender_id, live.newest, [_as_row(each) for each in new])
            live.kept = len(tracker.events)
        self._remember(live)
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    async def keys(self) -> Iterable[str]:
        """Every conversation."""
        return self._table.senders()

    def _catch_up(self, live: Live, newest: int) -> bool:
        """Bring a tracker up to date; False where it has to be read anew."""
        if len(live.tracker.events) != live.kept or newest < live.newest:
            return False
        if newest == live.newest:
            return True
        texts, live.newest = self._table.read(live.tracker.sender_id, live.newest)
        new = _events_of(texts)
        if any(isinstance(each, SessionStarted) for each in new):
            return False
        for event in new:
            live.tracker.update(event)
        live.kept = len(live.tracker.events)
        return True

    def _read(self, sender: str) -> Live | None:
        texts, newest = self._table.read_session(sender)
        if not texts:
            return None
        tracker = self._replay(sender, texts)
        return Live(tracker, len(tracker.events), newest)

    def _replay(self, sender: str, texts: list[str]) -> DialogueStateTracker:
        tracker = self.init_tracker(sender)
        for event in _events_of(texts):
            tracker.update(event)
        return tracker

    def _adopt(self, tracker: DialogueStateTracker) -> Live:
        """What is kept of a tracker that did not come from memory: as many events as its session has."""
        texts, newest = self._table.read_session(tracker.sender_id)
        return Live(tracker, len(texts), max(newest, 0))

    def _remember(self, live: Live) -> None:
        self._live[live.tracker.sender_id] = live
        self._live.move_to_end(live.tracker.sender_id)
        while len(self._live) > LIVE_TRACKERS:
            self._live.popitem(last=False)


def _events_of(texts: list[str]) -> list[Event]:
    return deserialise_events([json.loads(text) for text in texts])


def _as_row(event: Event) -> tuple[str, float, str]:
    return event.type_name, event.timestamp, json.dumps(event.as_dict())
