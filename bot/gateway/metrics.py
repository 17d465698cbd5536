"""What the door counts for those who run it, in the form of Prometheus. No label holds a word that a person typed."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

SEVERAL_WORKERS = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which several workers of one door add up their figures."""
SECONDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)


class Metrics:
    """Turns, their time and their endings, results by outcome, requests, and calls that are to be made."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._turns = Counter(
            "aftercart_turns", "Turns, by how they ended", ["channel", "ended"], registry=registry
        )
        self._seconds = Histogram(
            "aftercart_turn_seconds", "Seconds of a turn", ["channel"], buckets=SECONDS, registry=registry
        )
        self._in_flight = Gauge(
            "aftercart_turns_in_flight",
            "Turns at this moment",
            registry=registry,
            multiprocess_mode="livesum",
        )
        self._results = Counter(
            "aftercart_results", "Results given", ["channel", "outcome"], registry=registry
        )
        self._requests = Counter(
            "aftercart_requests", "Requests to the door", ["method", "route", "status"], registry=registry
        )
        self._callbacks = Gauge(
            "aftercart_callbacks_waiting",
            "People who are to be called by the end of this day",
            registry=registry,
            multiprocess_mode="mostrecent",
        )
        self._request_seconds = Histogram(
            "aftercart_request_seconds", "Seconds of a request", ["route"], buckets=SECONDS, registry=registry
        )

    @contextmanager
    def turn(self, channel: str) -> Iterator[None]:
        """Count and time one turn; a failure is counted by its code where it has one."""
        ended = "broken"
        with self._in_flight.track_inprogress(), self._seconds.labels(channel).time():
            try:
                yield
                ended = "answered"
            except Exception as failure:
                ended = getattr(failure, "code", ended)
                raise
            finally:
                self._turns.labels(channel, ended).inc()

    def said(self, channel: str, reply: Sequence[dict[str, Any]]) -> None:
        """Count the result that a reply carries."""
        for message in reply:
            if message.get("result"):
                self._results.labels(channel, message["result"]["outcome"]).inc()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def callbacks_wait(self, number: int) -> None:
        """So many people are to be called by the end of this day."""
        self._callbacks.set(number)

    def text(self) -> bytes:
        """All figures, to be read by Prometheus."""
        if SEVERAL_WORKERS not in os.environ:
            return generate_latest(self._registry)
        _forget_who_has_gone(Path(os.environ[SEVERAL_WORKERS]))
        of_all_workers = CollectorRegistry()
        MultiProcessCollector(of_all_workers)
        return generate_latest(of_all_workers)


def _forget_who_has_gone(folder: Path) -> None:
    """What a worker was at when it was killed goes on no more; what it had counted stays."""
    for file in folder.glob("gauge_live*_*.db"):
        number = int(file.stem.rpartition("_")[2])
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            mark_process_dead(number, str(folder))
