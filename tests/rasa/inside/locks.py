"""Runs in Rasa's environment: turns of one conversation and of two, in one process or two that share a Redis server.

Reads the address of the server, or an empty one, and writes in which order turns began and ended.
"""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import asyncio
import json
import sys

from rasa.utils.endpoints import EndpointConfig

from bot.rasa.turn_locks import TurnLocks

TURN_SECONDS = 0.1


async def turn(locks: TurnLocks, conversation: str, name: str, happened: list[str]) -> None:
    async with locks.lock(conversation):
        happened.append(f"{name} begins")
        await asyncio.sleep(TURN_SECONDS)
        happened.append(f"{name} ends")


async def main(url: str) -> dict:
    one, other = TurnLocks(EndpointConfig(url=url)), TurnLocks(EndpointConfig(url=url))
    queued: list[str] = []
    await asyncio.gather(*(turn(one, "same", name, queued) for name in ("first", "second", "third")))
    apart: list[str] = []
    await asyncio.gather(turn(one, "mine", "a", apart), turn(one, "yours", "b", apart))
    shared: list[str] = []
    await asyncio.gather(turn(one, "same", "a", shared), turn(other, "same", "b", shared))
    return {"queued": queued, "apart": apart, "shared": shared}


print(json.dumps(asyncio.run(main(json.load(sys.stdin)))))
