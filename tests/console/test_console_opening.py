"""The console is loaded with the first request for it, once, and nobody can tell."""

import asyncio
import subprocess
import sys

import httpx
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

LOADED = "bot.gateway.console.rooms"
SIGN_IN = "/console/sign-in"


def test_a_door_that_nobody_of_the_call_center_comes_to_does_not_load_it():
    code = f"import sys, bot.gateway.server; print({LOADED!r} in sys.modules, 'phonenumbers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_who_comes_first_and_at_once_is_shown_in_and_its_routes_are_there_once(gateway: FastAPI):
    before = paths(gateway)
    assert SIGN_IN not in before

    async def come() -> list[httpx.Response]:
        door = httpx.ASGITransport(app=gateway)
        async with httpx.AsyncClient(transport=door, base_url="http://127.0.0.1:8080") as browser:
            return await asyncio.gather(*(browser.get(path) for path in (SIGN_IN, SIGN_IN, "/console/none")))

    assert [each.status_code for each in asyncio.run(come())] == [200, 200, 404]
    assert paths(gateway).count(SIGN_IN) == 2  # to ask for the page, and to send the form
    assert not any("/console" in path for path in before)


def paths(gateway: FastAPI) -> list[str]:
    return [route.path for route in iter_route_contexts(gateway.routes) if route.path]
