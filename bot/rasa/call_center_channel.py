"""The channel of the call center: the chat's channel, whose replies are worded to be said aloud."""

from rasa.core.channels.channel import CollectingOutputChannel

from bot.rasa.chat_channel import ChatInput

NAME = "call_center"
"""The name by which a response of the domain says that it is worded for this channel."""


class CallCenterOutput(CollectingOutputChannel):
    """Collects replies. By its name Rasa chooses the words of the phone, where a response has some."""

    @classmethod
    def name(cls) -> str:
        """The name that Rasa compares with the channel of each wording."""
        return NAME


class CallCenterInput(ChatInput):
    """Takes what a caller said, as the agent typed it."""

    output = CallCenterOutput

    @classmethod
    def name(cls) -> str:
        """The part of the address under /webhooks, and the input channel of its messages."""
        return NAME
