"""The connection to the action server is kept.

Rasa opens a session of its HTTP client, and with it a connection, for each call. A connection that was not used for
15 seconds (the client's own default) is closed by the client, long before the action server would close it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from aiohttp import ClientSession
from rasa.utils.endpoints import EndpointConfig

from bot.rasa.corrections.correction import Correction, Replacement

_opened = EndpointConfig.session
_kept: "WeakKeyDictionary[asyncio.AbstractEventLoop, dict[int, ClientSession]]" = WeakKeyDictionary()


@asynccontextmanager
async def _session(self: EndpointConfig) -> AsyncIterator[ClientSession]:
    sessions = _kept.setdefault(asyncio.get_running_loop(), {})
    session = sessions.get(id(self))
    if session is None or session.closed:
        session = sessions[id(self)] = _opened(self)
    yield session


CORRECTION = Correction(
    "kept_connection",
    (Replacement("rasa.utils.endpoints:EndpointConfig.session", "e55aa13d9d4fb4bc", _session),),
)
