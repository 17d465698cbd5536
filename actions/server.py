"""The action server: rasa-sdk's executor behind a small web server, in one process.

rasa-sdk's own command (`python -m rasa_sdk --actions actions`) serves the same actions, with a manager process, a
worker, tracing and gRPC that nobody uses here.
"""

import json
import logging
import traceback
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

log = logging.getLogger(__name__)

Run = Callable[[dict[str, Any]], Any]


def make_server() -> Starlette:
    """The server with every action of this package, all of them ready."""
    executor = ActionExecutor()
    executor.register_package("actions")
    return Starlette(
        routes=[Route("/health", _health), Route("/webhook", partial(_act, executor), methods=["POST"])]
    )


async def _health(request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


async def _act(executor: ActionExecutor, request: Request) -> JSONResponse:
    """What an action answers, in the form that Rasa reads."""
    call = json.loads(await request.body())
    try:
        # In a thread, so that others are served while one waits for the disk.
        result = await run_in_threadpool(_to_its_end, executor, call)
    except (ActionExecutionRejection, ActionNotFoundException) as refusal:
        status = (
            HTTPStatus.NOT_FOUND if isinstance(refusal, ActionNotFoundException) else HTTPStatus.BAD_REQUEST
        )
        return JSONResponse({"error": refusal.message, "action_name": refusal.action_name}, status)
    except Exception as failure:
        # Neither the message of the error nor the request: both could hold what the person typed.
        place = "".join(traceback.format_tb(failure.__traceback__))
        log.error("%s failed with %s at\n%s", call.get("next_action"), type(failure).__name__, place)
        return JSONResponse({"error": "action_failed"}, HTTPStatus.INTERNAL_SERVER_ERROR)
    return JSONResponse(result.model_dump() if result else None)


def _to_its_end(executor: ActionExecutor, call: dict[str, Any]) -> Any:
    """Runs an action, which is written as a coroutine but waits for nothing."""
    action = executor.run(call)
    try:
        action.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError(f"{call.get('next_action')} waits for something; actions must not.")
