"""The action server: rasa-sdk's executor behind two addresses, in one process.

rasa-sdk's own command (`python -m rasa_sdk --actions actions`) serves the same actions, with a manager process, a
worker, tracing and gRPC that nobody uses here. A web framework would cost as much again as many an action does.
"""

import asyncio
import json
import logging
import traceback
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPMethod, HTTPStatus
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

log = logging.getLogger(__name__)

AT_ONCE = 15
"""How many actions run at once: as many as there are connections to the records at most."""
METHODS = {"/health": (HTTPMethod.GET, HTTPMethod.HEAD), "/webhook": (HTTPMethod.POST,)}

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Answer = tuple[HTTPStatus, bytes]

_as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def make_server() -> "ActionServer":
    """The server with every action of this package, all of them ready."""
    executor = ActionExecutor()
    executor.register_package("actions")
    return ActionServer(executor)


class ActionServer:
    """An ASGI application: `/webhook` runs the action that Rasa asks for, `/health` says that it is there."""

    def __init__(self, executor: ActionExecutor) -> None:
        self._executor = executor
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="action")

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        status, body = await self._answer(scope["method"], scope["path"], receive)
        headers = [(b"content-length", b"%d" % len(body)), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send(
            {"type": "http.response.body", "body": b"" if scope["method"] == HTTPMethod.HEAD else body}
        )

    async def _answer(self, method: str, path: str, receive: Receive) -> Answer:
        if path not in METHODS:
            return _said(HTTPStatus.NOT_FOUND, {"error": "not_found"})
        if method not in METHODS[path]:
            return _said(HTTPStatus.METHOD_NOT_ALLOWED, {"error": "method_not_allowed"})
        if path == "/health":
            return _said(HTTPStatus.OK, {"status": "ok"})
        call = await _whole_body(receive)
        # In a thread, so that others are served while one waits for the disk.
        return await asyncio.get_running_loop().run_in_executor(self._threads, _act, self._executor, call)


async def _whole_body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def _said(status: HTTPStatus, answer: Any) -> Answer:
    return status, _as_json(answer).encode()


def _act(executor: ActionExecutor, body: bytes) -> Answer:
    """What an action answers, in the form that Rasa reads."""
    name = None
    try:
        call = json.loads(body)
        name = call.get("next_action")
        result = _to_its_end(executor, call)
        return _said(
            HTTPStatus.OK, {"events": result.events, "responses": result.responses} if result else None
        )
    except (ActionExecutionRejection, ActionNotFoundException) as refusal:
        status = (
            HTTPStatus.NOT_FOUND if isinstance(refusal, ActionNotFoundException) else HTTPStatus.BAD_REQUEST
        )
        return _said(status, {"error": refusal.message, "action_name": refusal.action_name})
    except Exception as failure:
        # Neither the message of the error nor the request: both could hold what the person typed.
        place = "".join(traceback.format_tb(failure.__traceback__))
        log.error("%s failed with %s at\n%s", name, type(failure).__name__, place)
        return _said(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "action_failed"})


def _to_its_end(executor: ActionExecutor, call: dict[str, Any]) -> Any:
    """Runs an action, which is written as a coroutine but waits for nothing."""
    action = executor.run(call)
    try:
        action.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError(f"{call.get('next_action')} waits for something; actions must not.")
