"""The figures of several gateways: what one was at when it was killed goes on no more, what it had counted stays."""

import os
import subprocess
import sys

import pytest

from bot.gateway.metrics import SEVERAL_WORKERS, Metrics
from bot.settings import PROJECT

WORKS_AND_FALLS = """
import os, signal
from bot.gateway.metrics import Metrics
metrics = Metrics()
with metrics.turn("rest"):
    pass
with metrics.turn("rest"):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(SEVERAL_WORKERS, str(tmp_path))
    return tmp_path


def test_who_was_killed_is_at_nothing_but_what_they_did_counts(folder):
    for _ in range(2):
        killed = subprocess.run(
            [sys.executable, "-c", WORKS_AND_FALLS], cwd=PROJECT, env=os.environ, check=False
        )
        assert killed.returncode == -9
    assert len(list(folder.glob("gauge_livesum_*.db"))) == 2
    shown = Metrics().text().decode()
    assert 'aftercart_turns_total{channel="rest",ended="answered"} 2.0' in shown
    assert "aftercart_turns_in_flight 2.0" not in shown
    assert not list(folder.glob("gauge_livesum_*.db"))
