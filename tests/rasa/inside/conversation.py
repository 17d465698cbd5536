"""Runs in Rasa's environment: plays messages through the agent, and counts what each turn takes.

Reads {"model", "endpoints", "stock_store", "messages"} from the standard input, and writes what was said, the events
that the tracker holds at the end, and the counts of each turn.
"""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import asyncio
import json
import sys
from collections import Counter

from bot.rasa.corrections import correct_rasa

import sqlalchemy as sa
from jsonschema.validators import Draft202012Validator
from rasa.core.agent import load_agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

SENDER = "counted"
counts: Counter = Counter()


def count_what_turns_take() -> None:
    """Count by wrapping what Rasa calls."""
    update, request, check = (
        DialogueStateTracker.update,
        EndpointConfig.request,
        Draft202012Validator.check_schema,
    )

    def counted_update(self, event: Event, domain=None) -> None:
        counts["events applied"] += 1
        update(self, event, domain)

    async def counted_request(self, *given, **named):
        counts["calls of the action server"] += 1
        counts["bytes to the action server"] += len(json.dumps(named["json"]))
        return await request(self, *given, **named)

    def counted_check(cls, schema, *given, **named) -> None:
        counts["schemas prepared"] += 1
        check(schema, *given, **named)

    DialogueStateTracker.update = counted_update
    EndpointConfig.request = counted_request
    Draft202012Validator.check_schema = classmethod(counted_check)
    sa.event.listen(sa.engine.Engine, "before_cursor_execute", lambda *_: counts.update({"queries": 1}))


async def play(told: dict) -> dict:
    """What was said, what is kept, and what it took."""
    endpoints = AvailableEndpoints.read_endpoints(told["endpoints"])
    if told["stock_store"]:
        endpoints.tracker_store = None
    agent = await load_agent(told["model"], endpoints=endpoints)
    said, taken = [], []
    for message in told["messages"]:
        counts.clear()
        output = CollectingOutputChannel()
        await agent.handle_message(UserMessage(message, output, SENDER, input_channel="rest"))
        said.append(output.messages)
        taken.append(dict(counts))
    tracker = await agent.tracker_store.retrieve_full_tracker(SENDER)
    return {"said": said, "events": [each.as_dict() for each in tracker.events], "taken": taken}


if __name__ == "__main__":
    correct_rasa()
    count_what_turns_take()
    result = asyncio.run(play(json.load(sys.stdin)))
    print(json.dumps(result))
