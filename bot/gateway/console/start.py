"""The first page: one's calls, and who to call next."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.gateway.console.auditing import audited
from bot.gateway.console.going import START
from bot.gateway.console.pages import render
from bot.gateway.console.queue_page import Agent, queue_texts
from bot.gateway.console.queue_view import Show, queue_of
from bot.gateway.door import TheDoor
from bot.language.word_lists import word_list
from bot.store import AuditAction
from bot.store.kept_calls import CallState

routes = APIRouter()

NEXT_SHOWN = 5


@routes.get("")
def enter(_: Agent) -> Response:
    """The console's address as somebody types it."""
    return RedirectResponse(START, 303)


@routes.get("/")
def start(request: Request, door: TheDoor, staff: Agent) -> Response:
    """Where a working day begins."""
    audited(door, staff, AuditAction.QUEUE_VIEWED, show="next")
    view, calls = queue_of(door, staff), door.records.open_calls()
    return render(
        request,
        "start.html",
        view=view,
        lines=view.part(Show.NOW)[:NEXT_SHOWN],
        mine=[each for each in calls if each.agent == staff.id and each.state is CallState.ACTIVE],
        resting=[each for each in calls if each.state is CallState.PAUSED],
        words=queue_texts(),
        call_words=word_list("calls_words", "bot.gateway.console"),
    )
