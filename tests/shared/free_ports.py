"""Ports that nobody listens on."""

import socket


def free_port() -> int:
    """One of them; it stays free unless somebody is very quick."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def free_ports(number: int) -> int:
    """The first of so many that follow each other."""
    while True:
        first = free_port()
        if all(map(_is_free, range(first, first + number))):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return port < 65536 and probe.connect_ex(("127.0.0.1", port)) != 0
