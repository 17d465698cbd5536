"""What cannot be done, said kindly on a page or in a part of one."""

from fastapi import Request, Response

from bot.gateway.console.going import GoTo, go, is_htmx
from bot.gateway.console.pages import render
from bot.gateway.refusals import STATUSES, Refusal
from bot.language.word_lists import word_list


def problem_page(request: Request, refusal: Refusal) -> Response:
    """A refusal for a person at the console; it repeats nothing of the request."""
    status, say = said_of(refusal.code)
    template = "_problem.html" if is_htmx(request) else "problem.html"
    response = render(request, template, status, say=say, wait=refusal.wait)
    if refusal.wait is not None:
        response.headers["Retry-After"] = str(refusal.wait)
    return response


def said_of(code: str) -> tuple[int, str]:
    """The status and the sentence of a refusal."""
    own = word_list("words", "bot.gateway.console")["refusals"].get(code)
    if own is not None:
        return int(own["status"]), own["say"]
    return STATUSES[code], word_list("words", "bot.gateway")["errors"][code]


async def send_on(request: Request, going: GoTo) -> Response:
    """The answer to GoTo."""
    return go(request, going.path)
