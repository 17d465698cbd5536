"""The person of the benchmark, over Rasa's REST channel or through the public door; many at once."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import yaml

ANSWERS = yaml.safe_load((Path(__file__).parent / "answers.yml").read_text(encoding="utf-8"))
GREETING = "hello"
MOST_TURNS = 60
PATIENCE_SECONDS = 180


class OverRest:
    """One person's conversation over Rasa's REST channel."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=PATIENCE_SECONDS, trust_env=False)
        self._sender = uuid4().hex

    async def begin(self) -> None:
        """Nothing has to be opened first."""

    async def say(self, text: str) -> list[dict]:
        """What each message of the reply carries beside its words."""
        sent = {"sender": self._sender, "message": text}
        reply = await self._client.post("/webhooks/rest/webhook", json=sent)
        return [each["custom"] for each in reply.raise_for_status().json() if "custom" in each]

    async def close(self) -> None:
        """Let go of the connection."""
        await self._client.aclose()


class ThroughTheDoor:
    """One person's conversation through the public door."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(
            base_url=f"{url}/api/v1", headers={"Origin": url}, timeout=PATIENCE_SECONDS, trust_env=False
        )

    async def begin(self) -> None:
        """Open a session; it stays in a cookie."""
        (await self._client.post("/sessions", json={})).raise_for_status()

    async def say(self, text: str) -> list[dict]:
        """What each message of the reply carries beside its words."""
        key = {"Idempotency-Key": str(uuid4())}
        reply = (await self._client.post("/messages", json={"text": text}, headers=key)).raise_for_status()
        carried = (
            {name: each[name] for name in ("ask", "confirm", "result")} for each in reply.json()["messages"]
        )
        return [{name: value for name, value in each.items() if value is not None} for each in carried]

    async def close(self) -> None:
        """Let go of the connection."""
        await self._client.aclose()


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
    return asyncio.run(_play(talk, people))


async def _play(talk, people: int) -> tuple[list[list[float]], float]:
    began = time.perf_counter()
    turns = await asyncio.gather(*(_screen(talk()) for _ in range(people)))
    return turns, time.perf_counter() - began


async def _screen(talk) -> list[float]:
    await talk.begin()
    taken, said, ended = [], GREETING, False
    try:
        while not ended and len(taken) < MOST_TURNS:
            began = time.perf_counter()
            heard = await talk.say(said)
            taken.append((time.perf_counter() - began) * 1000)
            ended = any("result" in each for each in heard)
            said = said if ended else next(_answers(heard))
    finally:
        await talk.close()
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
