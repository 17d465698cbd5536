"""The counts of a gateway that is alone: what the library's own storage counts, without its threads."""

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.gateway.own_counts import LOOKED_THROUGH_EVERY_SECONDS, OwnCounts

LIMIT = parse("3/minute")
DEEDS = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 40)), max_size=30)


class Clock:
    """A time that a test sets."""

    def __init__(self, monkeypatch):
        self.now = 1_000_000.0
        monkeypatch.setattr(time, "time", lambda: self.now)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@given(DEEDS)
def test_it_counts_as_the_library_does(deeds):
    with pytest.MonkeyPatch.context() as monkeypatch:
        clock = Clock(monkeypatch)
        own, librarys = (MovingWindowRateLimiter(each()) for each in (OwnCounts, MemoryStorage))
        for doer, seconds in deeds:
            # Never a whole minute to the instant: there the library's two answers contradict each other.
            clock.now += seconds + 2**-10
            assert own.hit(LIMIT, doer) == librarys.hit(LIMIT, doer)
            assert own.get_window_stats(LIMIT, doer) == librarys.get_window_stats(LIMIT, doer)


def test_nobody_is_remembered_for_long(clock):
    counts = OwnCounts()
    own = MovingWindowRateLimiter(counts)
    for number in range(100):
        own.hit(LIMIT, f"address {number}")
    clock.now += LIMIT.get_expiry() + LOOKED_THROUGH_EVERY_SECONDS + 1
    own.hit(LIMIT, "another")
    assert len(counts._windows) == 1


def test_counting_begins_no_thread():
    own = MovingWindowRateLimiter(OwnCounts())
    time.sleep(0.05)
    before = threading.active_count()
    own.hit(LIMIT, "somebody")
    assert threading.active_count() == before
