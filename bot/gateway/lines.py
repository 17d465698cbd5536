"""Lines to the processes behind the door: connections that stay open, each used by one thread at a time."""

import select
import socket
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from random import sample
from urllib.parse import urlsplit

CONNECTED_WITHIN_SECONDS = 5
LINES = {"http": HTTPConnection, "https": HTTPSConnection}


class NotReached(Exception):
    """Nobody is there: what was to be sent was heard by nobody."""


class Fell(Exception):
    """The line fell, or nothing came over it in time: what was sent may have been heard."""


@dataclass(frozen=True, slots=True)
class Said:
    """What came back: the status, and the body."""

    status: int
    body: bytes

    @property
    def is_good(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300


def nothing() -> None:
    """For who only waits."""


class Lines:
    """The lines to one address; as many as there are threads that talk at once."""

    def __init__(self, url: str, patience_seconds: float) -> None:
        """`url` is http://HOST:PORT, or https; `patience_seconds` is how long it may be silent."""
        self._address = urlsplit(url)
        self._patience = patience_seconds
        self._free: deque[HTTPConnection] = deque()
        self._in_use: set[HTTPConnection] = set()
        self._changing = threading.Lock()
        self._closed = False

    def send(
        self, method: str, path: str, body: bytes | None = None, meanwhile: Callable[[], None] = nothing
    ) -> Said:
        """Send a request, with JSON as its body, and wait for what comes back. Raises NotReached and Fell.

        What is to be done `meanwhile` is done while the other end is at work.
        """
        line = self._line()
        self._use(line)
        try:
            _ask(line, method, self._address.path + path, body)
            meanwhile()
            said = _heard(line)
        except (OSError, HTTPException) as error:
            line.close()
            raise Fell from error
        except BaseException:
            # Nobody listens any more to what comes over it.
            line.close()
            raise
        finally:
            with self._changing:
                self._in_use.discard(line)
        if line.sock is not None:
            self._free.append(line)
        return said

    def _line(self) -> HTTPConnection:
        # The one that was used last is the least likely to have been closed at the other end.
        with suppress(IndexError):
            while True:
                line = self._free.pop()
                if not _has_ended(line.sock):
                    return line
                line.close()
        return self._new_line()

    def _new_line(self) -> HTTPConnection:
        line = LINES[self._address.scheme](self._address.netloc, timeout=CONNECTED_WITHIN_SECONDS)
        line._create_connection = _connected_to_any
        try:
            line.connect()
        except OSError as error:
            raise NotReached from error
        line.sock.settimeout(self._patience)
        return line

    def _use(self, line: HTTPConnection) -> None:
        with self._changing:
            if self._closed:
                line.close()
                raise NotReached
            self._in_use.add(line)

    def close(self) -> None:
        """Hang up, also on those who are waiting: they hear that the line fell. Nobody is reached any more."""
        with self._changing:
            self._closed = True
            waiting = list(self._in_use)
        for line in waiting:
            with suppress(OSError, AttributeError):
                line.sock.shutdown(socket.SHUT_RDWR)
        while self._free:
            self._free.pop().close()


def _connected_to_any(address: tuple[str, int], timeout: float, _: object) -> socket.socket:
    """A connection to any of those for whom a name stands: they are always told in the same order."""
    host, port = address
    those = {each[4][0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    *others, last = sample(sorted(those), len(those))
    for each in others:
        with suppress(OSError):
            return socket.create_connection((each, port), timeout)
    return socket.create_connection((last, port), timeout)


def _ask(line: HTTPConnection, method: str, path: str, body: bytes | None) -> None:
    line.request(method, path, body, {"Content-Type": "application/json"} if body else {})


def _heard(line: HTTPConnection) -> Said:
    answer = line.getresponse()
    return Said(answer.status, answer.read())


def _has_ended(line: socket.socket) -> bool:
    """Whether the other end has hung up: nobody speaks here without having been asked."""
    looked_at = select.poll()
    looked_at.register(line, select.POLLIN)
    return bool(looked_at.poll(0))
