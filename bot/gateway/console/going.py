"""Sending a browser on, whether a person or htmx asked."""

import re
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

START = "/console/"
SIGN_IN = "/console/sign-in"

_OWN_PATH = re.compile(r"/console/[A-Za-z0-9_-]*(/[A-Za-z0-9_-]+)*/?")


class GoTo(Exception):
    """The browser must go somewhere else first."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def go(request: Request, path: str) -> Response:
    """The response that sends a browser on."""
    if is_htmx(request):
        return Response(status_code=200, headers={"HX-Redirect": path})
    return RedirectResponse(path, 303)


def is_htmx(request: Request) -> bool:
    """Whether a part of a page asks, and not a whole page."""
    return request.headers.get("hx-request") == "true"


def own_path(text: str | None) -> str:
    """A path of the console, as a form or an address named it; anything else becomes the first page."""
    path = text or ""
    return path if _OWN_PATH.fullmatch(path) and not path.startswith(SIGN_IN) else START


def page_asked_from(request: Request) -> str:
    """The path of the page that a person sees when they ask for something; without a query, which could hold words."""
    if is_htmx(request):
        return own_path(urlsplit(request.headers.get("hx-current-url", "")).path)
    if request.method == "GET":
        return own_path(request.url.path)
    return own_path(urlsplit(request.headers.get("referer", "")).path)


def with_next(path: str, following: str) -> str:
    """A path that remembers where to go afterwards."""
    return path if following == START else f"{path}?next={following}"
