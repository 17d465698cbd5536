"""The console is loaded when somebody first comes to it: it takes memory and time that most doors can spare."""

from asyncio import Lock
from collections.abc import Callable

from anyio import to_thread
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.gateway.doorkeeper import is_of_console


class Opening:
    """Adds the console's routes to the application before the first request for one of them goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._one_by_one = Lock()
        self._is_open = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if not self._is_open and scope["type"] == "http" and is_of_console(scope):
            await self._open(scope["app"])
        await self._app(scope, receive, send)

    async def _open(self, gateway: FastAPI) -> None:
        async with self._one_by_one:
            if not self._is_open:
                # In a thread, so that messages are answered meanwhile.
                add_rooms = await to_thread.run_sync(_loaded)
                add_rooms(gateway)
                self._is_open = True


def _loaded() -> Callable[[FastAPI], None]:
    from bot.gateway.console.rooms import add_rooms

    return add_rooms
