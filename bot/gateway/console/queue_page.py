"""The queue of calls."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from bot.callcenter.rights import Right
from bot.gateway.console.auditing import audited
from bot.gateway.console.going import is_htmx
from bot.gateway.console.pages import render
from bot.gateway.console.queue_view import Show, queue_of
from bot.gateway.console.signed_in import needs
from bot.gateway.door import TheDoor
from bot.language.word_lists import word_list
from bot.store import AuditAction, StaffRecord

routes = APIRouter()

Agent = Annotated[StaffRecord, Depends(needs(Right.RUN_CALLS))]


@routes.get("/queue")
def queue(request: Request, door: TheDoor, staff: Agent, show: Show = Show.NOW) -> Response:
    """Who is to be called, the most urgent first; for a page that is open, the list alone."""
    shown = {"view": queue_of(door, staff), "show": show, "words": queue_texts()}
    if is_htmx(request):
        return render(request, "queue/_list.html", **shown)
    audited(door, staff, AuditAction.QUEUE_VIEWED, show=show.value)
    return render(request, "queue/queue.html", **shown)


def queue_texts() -> dict:
    """What the pages of the queue say."""
    return word_list("queue_texts", "bot.gateway.console")
