"""Every form of the console shows that it is the console's own."""

from fastapi import Request

from bot.gateway.door import TheDoor
from bot.gateway.doorkeeper import CHANGES_SOMETHING
from bot.gateway.refusals import Refusal

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"


async def own_forms_only(request: Request, door: TheDoor) -> None:
    """Remember the browser, and refuse a form that was not made for it. Raises Refusal."""
    shown = door.desk.shown(request)
    request.state.browser = shown or door.desk.new()
    if request.method in CHANGES_SOMETHING:
        token = request.headers.get(HEADER) or (await request.form()).get(FIELD, "")
        if shown is None or not isinstance(token, str) or not door.desk.is_own_form(token, shown):
            raise Refusal("page_too_old")
