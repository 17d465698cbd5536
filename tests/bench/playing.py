"""The person of the benchmark, over Rasa's REST channel or through the public door; many at once."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import yaml

ANSWERS = yaml.safe_load((Path(__file__).parent / "answers.yml").read_text(encoding="utf-8"))
GREETING = "hello"
MOST_TURNS = 60
PATIENCE_SECONDS = 180


class Connection:
    """A connection that is kept. It costs the machine as little as may be, since what is measured runs there too."""

    def __init__(self, url: str) -> None:
        self._http = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_SECONDS)

    def post(self, path: str, told: dict, **headers: str) -> tuple[Any, HTTPMessage]:
        """What comes back, and its headers. Raises RuntimeError for a refusal."""
        self._http.request("POST", path, json.dumps(told), {"Content-Type": "application/json", **headers})
        reply = self._http.getresponse()
        said = reply.read()
        if reply.status >= HTTPStatus.BAD_REQUEST:
            raise RuntimeError(f"{path}: {reply.status} {said!r}")
        return json.loads(said), reply.headers

    def close(self) -> None:
        """Let go of it."""
        self._http.close()


class OverRest:
    """One person's conversation over Rasa's REST channel."""

    def __init__(self, url: str) -> None:
        self._connection = Connection(url)
        self._sender = uuid4().hex

    def begin(self) -> None:
        """Nothing has to be opened first."""

    def say(self, text: str) -> list[dict]:
        """What each message of the reply carries beside its words."""
        reply, _ = self._connection.post("/webhooks/rest/webhook", {"sender": self._sender, "message": text})
        return [each["custom"] for each in reply if "custom" in each]

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


class ThroughTheDoor:
    """One person's conversation through the public door."""

    def __init__(self, url: str) -> None:
        self._connection = Connection(url)
        self._known = {"Origin": url}

    def begin(self) -> None:
        """Open a session; it stays in a cookie."""
        _, headers = self._connection.post("/api/v1/sessions", {}, **self._known)
        self._known["Cookie"] = headers["Set-Cookie"].partition(";")[0]

    def say(self, text: str) -> list[dict]:
        """What each message of the reply carries beside its words."""
        key = {"Idempotency-Key": str(uuid4())}
        reply, _ = self._connection.post("/api/v1/messages", {"text": text}, **self._known, **key)
        carried = ({name: each[name] for name in ("ask", "confirm", "result")} for each in reply["messages"])
        return [{name: value for name, value in each.items() if value is not None} for each in carried]

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def greet(url: str) -> None:
    """One greeting over the REST channel. Raises httpx.HTTPError, or RuntimeError for a reply without words."""
    sent = {"sender": uuid4().hex, "message": GREETING}
    reply = httpx.post(f"{url}/webhooks/rest/webhook", json=sent, timeout=PATIENCE_SECONDS, trust_env=False)
    if not reply.raise_for_status().json():
        raise RuntimeError("The assistant does not answer yet.")


def echo(url: str, times: int) -> list[float]:
    """The milliseconds of the barest request to the same process, over one connection."""
    with httpx.Client(trust_env=False) as client:
        return [_timed(lambda: client.get(url).raise_for_status()) for _ in range(times)]


def _timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def play(talk: Callable[[], OverRest | ThroughTheDoor], people: int) -> tuple[list[list[float]], float]:
    """A whole screen by each of so many people at once: each one's milliseconds a turn, and the seconds of all."""
    began = time.perf_counter()
    with ThreadPoolExecutor(people) as threads:
        turns = list(threads.map(_screen, [talk() for _ in range(people)]))
    return turns, time.perf_counter() - began


def _screen(person: OverRest | ThroughTheDoor) -> list[float]:
    person.begin()
    taken, said, ended = [], GREETING, False
    with closing(person):
        while not ended and len(taken) < MOST_TURNS:
            began = time.perf_counter()
            heard = person.say(said)
            taken.append((time.perf_counter() - began) * 1000)
            ended = any("result" in each for each in heard)
            said = said if ended else next(_answers(heard))
    if not ended:
        raise RuntimeError(f"No result after {MOST_TURNS} turns; the last answer was {said!r}.")
    return taken


def _answers(heard: list[dict]) -> Iterator[str]:
    for each in reversed(heard):
        if "confirm" in each:
            yield "yes"
        elif "ask" in each:
            yield ANSWERS[each["ask"]]
    raise RuntimeError(f"No question in the reply: {heard}.")
