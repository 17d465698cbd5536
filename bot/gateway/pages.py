"""Pages for people: the demo of a host page, the guide to embedding, and the widget's file."""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.gateway.door import TheDoor
from bot.gateway.headers import PAGE
from bot.gateway.refusals import Refusal
from bot.language.wording import say_day
from bot.trial.criteria import CRITERIA
from bot.trial.page import one_line, trial_page
from bot.trial.sites import SITES, SiteStatus

HERE = Path(__file__).parent
WIDGET = HERE / "widget" / "dist" / "aftercart.js"
STYLE = HERE / "demo" / "page.css"

routes = APIRouter(include_in_schema=False)

_PAGES = Environment(
    loader=PackageLoader("bot.gateway", "demo"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@routes.get("/")
def demo() -> HTMLResponse:
    """A page about the trial, as a cancer center would show it, with the widget."""
    return _page("demo.html", **trial_in_words())


@routes.get("/guide")
def guide(door: TheDoor) -> HTMLResponse:
    """How to embed the widget in another site."""
    return _page("guide.html", base=door.app.settings.gateway_url, integrity=_integrity())


@routes.get("/page.css")
def style() -> Response:
    """The style of the pages."""
    return FileResponse(STYLE, media_type="text/css", headers={"Cache-Control": "public, max-age=300"})


@routes.get("/aftercart.js")
def widget() -> Response:
    """The widget, for the pages of any site; the API decides which of them it may serve."""
    if not WIDGET.exists():
        raise Refusal("not_found")
    headers = {
        "Cache-Control": "public, max-age=300",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return FileResponse(WIDGET, media_type="text/javascript", headers=headers)


def _integrity() -> str | None:
    if not WIDGET.exists():
        return None
    return "sha384-" + base64.b64encode(hashlib.sha384(WIDGET.read_bytes()).digest()).decode()


def _page(template: str, **details: Any) -> HTMLResponse:
    page = _PAGES.get_template(template).render(**details)
    return HTMLResponse(page, headers={"Content-Security-Policy": PAGE})


@cache
def trial_in_words() -> dict[str, Any]:
    """The facts of the trial's own page that the demo shows, word for word."""
    page = trial_page()
    return {
        "trial": page.trial,
        "title": page.text.splitlines()[0],
        "updated": say_day(page.last_updated),
        "sponsor": _line_after("Sponsor:", page.text),
        "status": _line_after("Overall Status:", page.text),
        "phase": _paragraph_after("Phase", page.text),
        "summary": _paragraph_after("Study Summary", page.text),
        "criteria": [one_line(each.quote) for each in CRITERIA if each.id in SHOWN_CRITERIA],
        "states": list(_sites_by_state()),
        "recruiting": sum(site.status is SiteStatus.RECRUITING for site in SITES),
    }


SHOWN_CRITERIA = ("disease_status", "car_t_window", "prior_lines", "age", "performance_status")
"""Who the trial is for, in short; the assistant asks about all criteria."""


def _line_after(label: str, text: str) -> str:
    [found] = re.findall(rf"^{re.escape(label)} (.+)$", text, flags=re.MULTILINE)
    return found


def _paragraph_after(heading: str, text: str) -> str:
    found = re.search(rf"^{re.escape(heading)}\n\n(.+)$", text, flags=re.MULTILINE)
    if found is None:
        raise LookupError(f"The trial page has no paragraph under {heading!r}.")
    return found[1]


def _sites_by_state() -> Iterator[tuple[str, list[Any]]]:
    ordered = sorted(
        SITES, key=lambda site: (site.state, site.status is not SiteStatus.RECRUITING, site.city)
    )
    for state, sites in groupby(ordered, key=lambda site: site.state):
        yield state, list(sites)
