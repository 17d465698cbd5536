"""Ports: free or taken, and whether somebody answers on them."""

import socket
import time
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener


class PortTaken(Exception):
    """Another program listens on a port that is needed."""


FREED_WITHIN_SECONDS = 12
"""So long the parts of a keeper that was killed may still be finishing."""
LOOKS_EVERY_SECONDS = 0.2


def demand_free(host: str, port: int, setting: str) -> None:
    """Waits a little for a port that is in use; raises PortTaken, with what to do about it, when it stays in use."""
    if is_free(host, port):
        return
    print(f"Port {port} is in use; waiting for it ...", flush=True)
    until = time.monotonic() + FREED_WITHIN_SECONDS
    while not is_free(host, port):
        if time.monotonic() > until:
            raise PortTaken(
                f"Port {port} is in use. Stop the program that uses it (perhaps another `make run`), "
                f"or choose another port: {setting}={port + 1000} make run."
            )
        time.sleep(LOOKS_EVERY_SECONDS)


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(url: str) -> bool:
    """Whether a server answers at the address, in any way."""
    try:
        build_opener(ProxyHandler({})).open(url, timeout=2).close()
    except HTTPError:
        return True
    except OSError:
        return False
    return True


def wait_for(url: str, going_on: Callable[[], bool], every: float = 0.2) -> bool:
    """Wait until a server answers; False if `going_on` says before that that there is nothing to wait for."""
    while going_on():
        if answers(url):
            return True
        time.sleep(every)
    return False
