"""Runs in Rasa's environment: which of several action servers are asked, as they come and go.

Writes, for each step, which server answered, or the name of the error.
"""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import asyncio
import json

from aiohttp import web
from rasa.utils.endpoints import EndpointConfig

from bot.rasa.corrections import correct_rasa

correct_rasa()
heard: list[str] = []


async def started(name: str, port: int = 0, falls: bool = False) -> tuple[web.AppRunner, int]:
    """A server that says its name, or falls in the midst of a request; and its port."""

    async def answer(request: web.Request) -> web.Response:
        heard.append(name)
        if falls:
            request.transport.close()
        reply = web.json_response({"name": name})
        # A real server closes what it kept when it goes; this one would not.
        reply.force_close()
        return reply

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner, runner.addresses[0][1]


async def asked(endpoint: EndpointConfig, times: int) -> list[str]:
    answers = []
    for _ in range(times):
        try:
            answers.append((await endpoint.request(json={}, method="post", timeout=20))["name"])
        except Exception as error:
            answers.append(type(error).__name__)
    return answers


async def main() -> dict:
    one, one_port = await started("one")
    two, two_port = await started("two")
    both = EndpointConfig(url=f"http://127.0.0.1:{one_port},http://127.0.0.1:{two_port}/webhook")
    done = {
        "both": await asked(both, 4),
        "alone": await asked(EndpointConfig(f"http://127.0.0.1:{one_port}/webhook"), 2),
    }
    await one.cleanup()
    done["one is away"] = await asked(both, 4)
    one, _ = await started("one", one_port)
    done["one is back"] = sorted(set(await asked(both, 4)))
    await one.cleanup()
    await two.cleanup()
    done["both are away"] = sorted(set(await asked(both, 2)))
    falling, _ = await started("one", one_port, falls=True)
    two, _ = await started("two", two_port)
    heard.clear()
    done["while one falls"] = await asked(both, 2)
    done["heard while one falls"] = sorted(heard)
    for each in (falling, two):
        await each.cleanup()
    return done


print(json.dumps(asyncio.run(main())))
