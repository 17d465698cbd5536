"""The channel of the call center: Rasa's REST channel, whose replies are worded to be said aloud."""

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint

NAME = "call_center"
"""The name by which a response of the domain says that it is worded for this channel."""


class CallCenterOutput(CollectingOutputChannel):
    """Collects replies. By its name Rasa chooses the words of the phone, where a response has some."""

    @classmethod
    def name(cls) -> str:
        """The name that Rasa compares with the channel of each wording."""
        return NAME


class CallCenterInput(RestInput):
    """Takes what a caller said, as the agent typed it."""

    @classmethod
    def name(cls) -> str:
        """The part of the address under /webhooks, and the input channel of its messages."""
        return NAME

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the REST channel, every message of which is answered in the words of the phone."""

        async def on_the_phone(message: UserMessage) -> Any:
            output = CallCenterOutput()
            # The REST channel reads the reply from the collector that it made itself.
            output.messages = message.output_channel.messages
            message.output_channel = output
            return await on_new_message(message)

        return super().blueprint(on_the_phone)
