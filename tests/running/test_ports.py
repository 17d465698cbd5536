"""Ports: taken, free, or free in a moment."""

import socket
import threading

import pytest

from bot.running import ports
from bot.running.ports import PortTaken, demand_free

HOST, SETTING = "127.0.0.1", "AFTERCART_RASA_PORT"


@pytest.fixture
def taken():
    with socket.socket() as holder:
        holder.bind((HOST, 0))
        holder.listen()
        yield holder


def test_a_port_that_stays_in_use_is_said_with_what_to_do(taken, monkeypatch):
    monkeypatch.setattr(ports, "FREED_WITHIN_SECONDS", 0)
    port = taken.getsockname()[1]
    with pytest.raises(PortTaken, match=f"{SETTING}={port + 1000} make run"):
        demand_free(HOST, port, SETTING)


def test_a_port_that_becomes_free_is_waited_for(taken, capsys):
    port = taken.getsockname()[1]
    threading.Timer(0.3, taken.close).start()
    demand_free(HOST, port, SETTING)
    assert capsys.readouterr().out == f"Port {port} is in use; waiting for it ...\n"


def test_a_free_port_is_no_matter(taken, capsys):
    port = taken.getsockname()[1]
    taken.close()
    demand_free(HOST, port, SETTING)
    assert capsys.readouterr().out == ""
