"""Makes the console's pages."""

import hashlib
from datetime import tzinfo
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.callcenter import script
from bot.callcenter.clock import say_time
from bot.callcenter.rights import Right, rights_of
from bot.gateway.console.csrf import FIELD
from bot.gateway.door import Door
from bot.store import StaffRecord

STATIC = Path(__file__).parent / "static"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    # Without a referrer at all, browsers hide from a form's receiver which site it comes from.
    "Referrer-Policy": "same-origin",
}


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page or a part of one; beside `context` it knows staff, csrf_token, csrf_field, may and now."""
    door: Door = request.app.state.door
    page = (
        pages(door.app.settings.time_zone).get_template(template).render(**_always(request, door), **context)
    )
    response = HTMLResponse(page, status, HEADERS)
    browser = getattr(request.state, "browser", None)
    if browser is not None and door.desk.shown(request) is None:
        door.desk.give(response, browser)
    return response


def _always(request: Request, door: Door) -> dict[str, Any]:
    session = getattr(request.state, "session", None)
    browser = getattr(request.state, "browser", None)
    token = door.desk.csrf_token(browser) if browser else ""
    return {
        "staff": session and session.staff,
        "csrf_token": token,
        "csrf_field": lambda: Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token),
        "may": lambda right: _may(session and session.staff, Right(right)),
        "now": door.app.now(),
        "path": request.url.path,
    }


def _may(staff: StaffRecord | None, right: Right) -> bool:
    return staff is not None and right in rights_of(staff.role)


@cache
def pages(zone: tzinfo | None) -> Environment:
    """The templates; whatever a person typed is shown as text, never taken as HTML.

    Their filter `told` shows a time in this zone, or in that of this machine: `{{ call.started_at | told }}`.
    """
    made = Environment(
        loader=PackageLoader("bot.gateway.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["told"] = lambda at, *form: say_time(at.astimezone(zone), *form)
    made.globals["asset"] = asset
    made.globals["script_words"] = script.words
    return made


@cache
def asset(name: str) -> str:
    """The address of a file of `static`, which changes with its content."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/console/static/{name}?v={digest}"
