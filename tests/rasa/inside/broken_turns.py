"""Runs in Rasa's environment: messages that come again, and turns in which the action server dies.

Reads {"model", "endpoints", "steps"} from the standard input. A step is [key, words, whether the action server
answers]; writes for each what was said or which error there was, and how many events are kept.
"""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import asyncio
import json
import sys

from bot.rasa.corrections import correct_rasa

import aiohttp
from rasa.core.agent import load_agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig

SENDER = "someone"
BUTTON = {"title": "Yes", "payload": "/affirm"}


class ActionServer:
    """Counts its calls, and answers them or not."""

    def __init__(self) -> None:
        self.calls = 0
        self.answers = True

    async def request(self, *given, **named) -> dict:
        if not self.answers:
            raise aiohttp.ServerDisconnectedError
        self.calls += 1
        said = {"text": f"answer {self.calls}", "buttons": [BUTTON], "custom": {"ask": "consent"}}
        return {"events": [], "responses": [said]}


async def play(told: dict) -> list:
    """What each step came to."""
    server = ActionServer()
    EndpointConfig.request = server.request
    agent = await load_agent(told["model"], endpoints=AvailableEndpoints.read_endpoints(told["endpoints"]))
    came_to = []
    for key, words, server.answers in told["steps"]:
        output = CollectingOutputChannel()
        message = UserMessage(words, output, SENDER, input_channel="rest", metadata={"key": key})
        try:
            await agent.handle_message(message)
            came_to.append([output.messages, await kept(agent)])
        except Exception as failure:
            came_to.append([type(failure).__name__, await kept(agent)])
    return came_to


async def kept(agent) -> int:
    """How many events are kept."""
    tracker = await agent.tracker_store.retrieve_full_tracker(SENDER)
    return len(tracker.events) if tracker else 0


if __name__ == "__main__":
    correct_rasa()
    print(json.dumps(asyncio.run(play(json.load(sys.stdin)))))
