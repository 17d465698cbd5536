"""Several action servers take turns; where one cannot be reached, the next is asked.

Rasa knows one address. Here it may be several with commas between them; the path after the last goes for all of them.
The next is asked as well where a server fell, or its kept connection was closed: it may have acted, but what an action
records of a message counts once, and left alone the turn would fail and the person's message come again.
"""

from itertools import cycle, islice
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientConnectionError, ClientTimeout
from rasa.utils.endpoints import EndpointConfig

from bot.rasa.corrections.correction import Correction, Replacement

SEVERAL = ","
CONNECTED_WITHIN_SECONDS = 3

_request_of_one = EndpointConfig.request


async def _request(self: EndpointConfig, *given: Any, **named: Any) -> Any:
    if SEVERAL not in self.url:
        return await _request_of_one(self, *given, **named)
    patience = ClientTimeout(total=named.pop("timeout", None), sock_connect=CONNECTED_WITHIN_SECONDS)
    *earlier, last = _in_turn(self)
    for server in earlier:
        try:
            return await _request_of_one(server, *given, timeout=patience, **named)
        except ClientConnectionError:
            continue
    return await _request_of_one(last, *given, timeout=patience, **named)


def _in_turn(several: EndpointConfig) -> list[EndpointConfig]:
    """All servers, each time beginning with the next."""
    if "_servers" not in several.__dict__:
        several._servers = _servers(several)
        several._turns = cycle(several._servers)
    ordered = list(islice(several._turns, len(several._servers)))
    next(several._turns)
    return ordered


def _servers(several: EndpointConfig) -> list[EndpointConfig]:
    *others, last = (each.strip() for each in several.url.split(SEVERAL))
    path = urlsplit(last).path
    return [_at(several, url) for url in (*(each + path for each in others), last)]


def _at(several: EndpointConfig, url: str) -> EndpointConfig:
    server = several.copy()
    server.url = url
    return server


CORRECTION = Correction(
    "action_servers",
    (Replacement("rasa.utils.endpoints:EndpointConfig.request", "ccdb778aed8208e2", _request),),
)
