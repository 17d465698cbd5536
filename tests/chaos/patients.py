"""Patients who go through whole screens at the public door as the widget does, whatever happens behind it."""

import random
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import yaml

SCRIPTS: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "scripts.yml").read_text(encoding="utf-8")
)
AFTERWARDS = "afterwards"
PATIENCE_SECONDS = 40
"""The widget's own."""
LEAST_PAUSE_SECONDS = 1.5
GIVES_UP_SECONDS = 240
MOST_TURNS = 80
THINKS_SECONDS = 0.4
CUTS_AFTER_SECONDS = (0.005, 0.1)
SENDS_TWICE = 0.5
SENT_AGAIN = frozenset({408, 409, 429, 500, 503, 504})

_CODE = re.compile(r"\b[A-Z0-9]{3,5}(-[A-Z0-9]{3,5})+\b")


class GaveUp(Exception):
    """A patient could not go on; the message says where."""


@dataclass(slots=True)
class Turn:
    """One message: what was asked before it, what was said, and what came back, without what is new each time."""

    asked: str | None
    said: str
    heard: tuple[str, ...]

    def __str__(self) -> str:
        return f"asked {self.asked}, said {self.said!r}, heard {self.heard}"


@dataclass(slots=True)
class Screen:
    """A whole screen, and what happened on the way."""

    script: str
    cookie: str = ""
    turns: list[Turn] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    result: Any = None
    retries: list[str] = field(default_factory=list)
    unkind: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    """Seconds from sending a message to its answer, through all refusals."""
    silences: list[float] = field(default_factory=list)
    """Seconds from each request to any word at all: an answer, a refusal, or that nobody is there."""
    gave_up: str = ""


class Patient:
    """Goes through one script. `in_flight` is set whenever a message is sent; `mischief` is how often a line is cut
    by the patient, or a message sent twice at once."""

    def __init__(
        self,
        url: str,
        script: str,
        chance: random.Random,
        in_flight: threading.Event,
        mischief: float = 0.0,
        thinks_seconds: float = THINKS_SECONDS,
    ) -> None:
        self.screen = Screen(script)
        self._says = {fact: _several(said) for fact, said in SCRIPTS[script].items()}
        self._url = url
        self._chance = chance
        self._in_flight = in_flight
        self._mischief = mischief
        self._thinks_seconds = thinks_seconds
        self._client = httpx.Client(
            base_url=f"{url}/api/v1", headers={"Origin": url}, timeout=PATIENCE_SECONDS, trust_env=False
        )

    def go_through(self) -> Screen:
        """The screen, to its end or to where the patient gave up."""
        try:
            with self._client:
                self._persistently("/sessions", {}, "")
                self.screen.cookie = next(iter(self._client.cookies.values()))
                self._answer_all()
        except GaveUp as reason:
            self.screen.gave_up = str(reason)
        return self.screen

    def _answer_all(self) -> None:
        reply = self._say(None, {"command": "open"}, "(opens)")
        for _ in range(MOST_TURNS):
            asked, said = self._next(reply)
            if said is None:
                return
            time.sleep(self._chance.uniform(0, self._thinks_seconds))
            reply = self._say(asked, _meant(said, reply), said)
        raise GaveUp(f"no end after {MOST_TURNS} turns; the last was: {self.screen.turns[-1]}")

    def _next(self, reply: Sequence[Mapping]) -> tuple[str | None, str | None]:
        """What is asked, and what this patient says to it; nothing more at the end."""
        if self.screen.result is not None:
            rest = self._says.get(AFTERWARDS, [])
            return None, rest.pop(0) if rest else None
        if any(each["confirm"] for each in reply):
            return "(a reading)", "yes"
        asked = next((each["ask"] for each in reply if each["ask"]), None)
        if asked not in self._says:
            raise GaveUp(f"nothing to say to {asked}, after: {self.screen.turns[-1]}")
        said = self._says[asked]
        return asked, said.pop(0) if len(said) > 1 else said[0]

    def _say(self, asked: str | None, message: Mapping, said: str) -> Sequence[Mapping]:
        key = str(uuid4())
        began = time.monotonic()
        reply = self._persistently("/messages", message, key)
        self.screen.waits.append(time.monotonic() - began)
        heard = reply["messages"]
        self.screen.keys.append(key)
        self.screen.turns.append(
            Turn(asked, said, tuple(_CODE.sub("(code)", each["text"]) for each in heard))
        )
        self.screen.result = next((each["result"] for each in heard if each["result"]), self.screen.result)
        if not heard:
            self.screen.unkind.append("silence with 200")
        return heard

    def _persistently(self, path: str, body: Mapping, key: str) -> Mapping:
        """The reply, whatever it takes: the same request with the same key, after the wait that the door asks for."""
        until = time.monotonic() + GIVES_UP_SECONDS
        headers = {"Idempotency-Key": key} if key else {}
        while time.monotonic() < until:
            began = time.monotonic()
            reply = self._sent(path, body, headers)
            self.screen.silences.append(time.monotonic() - began)
            if reply is not None and reply.is_success:
                return reply.json()
            time.sleep(max(LEAST_PAUSE_SECONDS, self._refused(reply)))
        raise GaveUp(f"no answer within {GIVES_UP_SECONDS} seconds: {self.screen.retries[-3:]}")

    def _sent(self, path: str, body: Mapping, headers: Mapping) -> httpx.Response | None:
        cuts = bool(headers) and self._chance.random() < self._mischief
        timeout = self._chance.uniform(*CUTS_AFTER_SECONDS) if cuts else PATIENCE_SECONDS
        if cuts and self._chance.random() < SENDS_TWICE:
            threading.Thread(target=self._sent_beside, args=(path, body, dict(headers))).start()
        if headers:
            self._in_flight.set()
        try:
            return self._client.post(path, json=body, headers=headers, timeout=timeout)
        except httpx.TransportError:
            self.screen.retries.append("cut by the patient" if cuts else "unreachable")
            return None

    def _sent_beside(self, path: str, body: Mapping, headers: Mapping) -> None:
        """The same message once more at the same time, as from a second window."""
        cookies = dict(self._client.cookies)
        told = {**headers, "Origin": self._url}
        with suppress(httpx.TransportError):
            httpx.post(f"{self._url}/api/v1{path}", json=body, headers=told, cookies=cookies, trust_env=False)

    def _refused(self, reply: httpx.Response | None) -> float:
        """The seconds that the door asks to wait; what it says is looked at."""
        if reply is None:
            return 0.0
        try:
            error = reply.json()["error"]
            kind = bool(error["say"]) and error["say"][-1] in ".?!" and "Traceback" not in reply.text
        except (ValueError, KeyError):
            error, kind = {"code": "no JSON"}, False
        self.screen.retries.append(error["code"])
        if not kind:
            self.screen.unkind.append(f"{reply.status_code} {reply.text[:200]!r}")
        if reply.status_code not in SENT_AGAIN:
            raise GaveUp(f"refused for good: {reply.status_code} {error['code']}")
        return float(reply.headers.get("Retry-After", 0))


def _several(said: str | Sequence[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def _meant(said: str, reply: Sequence[Mapping]) -> Mapping:
    """What the widget sends for it: the words, or the ids of the buttons with these titles."""
    if not said.startswith("["):
        return {"text": said}
    ids = list(_pressed(said.strip("[]").split("|"), reply))
    return {"choice": ids[0]} if len(ids) == 1 else {"choices": ids}


def _pressed(titles: Sequence[str], reply: Sequence[Mapping]) -> Iterator[str]:
    offered = {each["title"]: each["id"] for message in reply for each in message["buttons"]}
    for title in titles:
        if title not in offered:
            raise GaveUp(f"the button {title!r} is not offered, only {sorted(offered)}")
        yield offered[title]
