"""The channel of the chat: Rasa's REST channel, which says so when a turn failed."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

log = logging.getLogger(__name__)


class ChatInput(RestInput):
    """Takes what a person typed. Its address and its answers are those of Rasa's REST channel.

    Where a turn fails, because what was said could not be kept, Rasa's own channel gives the reply as if nothing
    had happened, and writes the person's words into the log. This one answers 503 with an empty reply.
    """

    output = CollectingOutputChannel
    """What collects the reply; by its name Rasa chooses the wording."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint(f"{type(self).__name__}_routes")

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            return await self._answer(request, on_new_message)

        return routes

    async def _answer(
        self, request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> HTTPResponse:
        output = self.output()
        message = UserMessage(
            self._extract_message(request),
            output,
            await self._extract_sender(request),
            input_channel=self._extract_input_channel(request),
            metadata=self.get_metadata(request),
        )
        try:
            await on_new_message(message)
        except Exception as failure:
            # Neither the message of the error nor the request: both could hold what the person typed.
            place = "".join(traceback.format_tb(failure.__traceback__))
            log.error("A turn failed with %s at\n%s", type(failure).__name__, place)
            return response.json([], status=HTTPStatus.SERVICE_UNAVAILABLE)
        return response.json(output.messages)
