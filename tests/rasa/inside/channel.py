"""Runs in Rasa's environment: what the chat's channel answers to a turn, kept or failed, and what it logs."""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import asyncio
import io
import json
import logging
from types import SimpleNamespace

from bot.rasa.call_center_channel import CallCenterInput
from bot.rasa.chat_channel import ChatInput

WORDS = "my name is Sample Person"
log = io.StringIO()
logging.basicConfig(stream=log)


async def answered(message) -> None:
    await message.output_channel.send_text_message(
        message.sender_id, f"heard on {message.output_channel.name()}"
    )


async def failed(message) -> None:
    await answered(message)
    raise OSError(f"could not keep {message.text}")


def answer(channel, turn) -> list:
    request = SimpleNamespace(json={"sender": "someone", "message": WORDS, "metadata": {"key": "k"}}, args={})
    reply = asyncio.run(channel._answer(request, turn))
    return [reply.status, json.loads(reply.body)]


print(
    json.dumps(
        {
            "names": [ChatInput.name(), CallCenterInput.name()],
            "kept": answer(ChatInput(), answered),
            "on the phone": answer(CallCenterInput(), answered),
            "failed": answer(ChatInput(), failed),
            "words in the log": WORDS in log.getvalue(),
            "error in the log": "OSError" in log.getvalue(),
        }
    )
)
