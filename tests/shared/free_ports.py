"""Ports that nobody uses."""

from secrets import randbelow

from bot.running.ports import is_free

LOWEST, HIGHEST = 20_000, 32_000
"""Below those that the system gives to whoever connects to somebody, which would be taken before a server begins."""


def free_port() -> int:
    """One of them; it stays free unless somebody is very quick."""
    return free_ports(1)


def free_ports(number: int) -> int:
    """The first of so many that follow each other."""
    while True:
        # Not from `random`, which processes that share the tests may have seeded alike.
        first = LOWEST + randbelow(HIGHEST - LOWEST - number)
        if all(is_free("127.0.0.1", port) for port in range(first, first + number)):
            return first
