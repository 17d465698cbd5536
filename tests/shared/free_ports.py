"""Ports that nobody listens on."""

import socket


def free_port() -> int:
    """One of them; it stays free unless somebody is very quick."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
