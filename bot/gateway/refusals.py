"""Everything that the door refuses, each with its status and a kind sentence."""

from collections.abc import Callable

from fastapi import Response
from fastapi.responses import JSONResponse
from starlette.types import Scope

from bot.language.word_lists import word_list

STATUSES = {
    "bad_request": 400,
    "no_session": 401,
    "token_expired": 401,
    "wrong_origin": 403,
    "wrong_host": 421,
    "not_found_together": 403,
    "not_found": 404,
    "not_allowed": 405,
    "nothing_to_print": 404,
    "busy": 409,
    "no_code_yet": 409,
    "old_button": 409,
    "too_long": 413,
    "too_slow": 408,
    "not_json": 415,
    "not_understood": 422,
    "key_reused": 422,
    "not_together": 422,
    "empty": 422,
    "slow_down": 429,
    "assistant_away": 503,
    "assistant_slow": 504,
    "crowded": 503,
    "records_away": 503,
    "shared_away": 503,
    "restarting": 503,
    "not_yet_erased": 503,
    "broken": 500,
}

WORTH_SENDING_AGAIN = frozenset(
    {"busy", "token_expired", "too_slow", "slow_down", "assistant_away", "assistant_slow", "records_away"}
    | {"not_yet_erased", "crowded", "broken", "shared_away", "restarting"}
)
"""Refusals after which the same request, with the same key, may succeed."""


class Refusal(Exception):
    """A request that is not served. `wait` is after how many seconds to try again, where known."""

    def __init__(self, code: str, wait: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.wait = wait


def restarting() -> Refusal:
    """The refusal of what comes while the door ends, and of what it can wait for no longer."""
    return Refusal("restarting", wait=3)


Answering = Callable[[Scope, Refusal], Response]
"""Makes the response to a refused request, of which only the scope is known."""


def response_to(refusal: Refusal) -> JSONResponse:
    """The refusal as a response; it repeats nothing of the request."""
    error = {
        "code": refusal.code,
        "say": word_list("words", "bot.gateway")["errors"][refusal.code],
        "retry": refusal.code in WORTH_SENDING_AGAIN,
    }
    headers = {} if refusal.wait is None else {"Retry-After": str(refusal.wait)}
    return JSONResponse({"error": error}, STATUSES[refusal.code], headers)
