"""Runs in Rasa's environment: two stores on one database, as two Rasa processes have them.

Reads {"url", "steps"} from the standard input. A step is [store, deed, words]; writes what each step came to.
"""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import asyncio
import json
import sys
import time

import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered

from bot.rasa import tracker_store
from bot.rasa.tracker_store import LiveTrackerStore

tracker_store.LOOKS_EVERY_SECONDS = 0.1

SENDER = "someone"


class Steps:
    """The deeds of a step, each on one of the stores."""

    def __init__(self, url: str) -> None:
        self._stores = {name: LiveTrackerStore(Domain.empty(), url) for name in ("one", "other")}
        self._trackers: dict = {}

    async def fill(self, name: str, count: str) -> str:
        """Other people talk too."""
        for number in range(int(count)):
            tracker = await self._stores[name].get_or_create_tracker(f"person {number}")
            tracker.update(UserUttered("hello"))
            await self._stores[name].save(tracker)
        return str(len(self._stores[name]._live))

    async def begin(self, name: str, words: str) -> str:
        tracker = await self._stores[name].get_or_create_tracker(SENDER, append_action_listen=False)
        for event in (ActionExecuted("action_session_start"), SessionStarted(), UserUttered(words)):
            tracker.update(event)
        await self._stores[name].save(tracker)
        return self.words(tracker)

    async def read(self, name: str, _: str) -> str:
        self._trackers[name] = await self._stores[name].retrieve(SENDER)
        return self.words(self._trackers[name])

    async def say(self, name: str, words: str) -> str:
        self._trackers[name].update(BotUttered(words))
        return self.words(self._trackers[name])

    async def keep(self, name: str, _: str) -> str:
        await self._stores[name].save(self._trackers[name])
        return "kept"

    async def lose_table(self, name: str, _: str) -> str:
        with self._stores[name]._table._engine.begin() as connection:
            connection.execute(sa.text("DROP TABLE events"))
        return "gone"

    async def forget(self, name: str, _: str) -> str:
        with self._stores[name]._table._engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM events"))
        return "forgotten"

    async def remembers(self, name: str, _: str) -> str:
        """Whether it holds the conversation in memory, once it has had the time to look what was deleted."""
        until = time.monotonic() + 5
        while SENDER in self._stores[name]._live and time.monotonic() < until:
            await asyncio.sleep(0.05)
        return str(SENDER in self._stores[name]._live)

    async def rows(self, name: str, _: str) -> str:
        with self._stores[name]._table._engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT data, intent_name, action_name FROM events")).all()
        return str([(data[:4], intent, action) for data, intent, action in rows])

    async def in_the_open(self, name: str, _: str) -> str:
        """As a row was written before there were keys."""
        columns = "sender_id, type_name, timestamp, data"
        event = UserUttered("written in the open")
        values = {"sender": SENDER, "data": json.dumps(event.as_dict()), "at": event.timestamp}
        with self._stores[name]._table._engine.begin() as connection:
            connection.execute(
                sa.text(f"INSERT INTO events ({columns}) VALUES (:sender, 'user', :at, :data)"), values
            )
        return "written"

    @staticmethod
    def words(tracker) -> str:
        return (
            " | ".join(e.text for e in tracker.events if getattr(e, "text", None)) if tracker else "nothing"
        )


async def main(told: dict) -> list[str]:
    steps, came_to = Steps(told["url"]), []
    for store, deed, words in told["steps"]:
        try:
            came_to.append(await getattr(steps, deed)(store, words))
        except Exception as error:
            came_to.append(type(error).__name__)
    return came_to


print(json.dumps(asyncio.run(main(json.load(sys.stdin)))))
