"""Shows a call, as a page or as the part of it that changed."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from bot.callcenter import script
from bot.callcenter.lines import line_due
from bot.gateway.console.calls_at_hand import Calling, call_shown
from bot.gateway.console.calls_screen import beside, screen_of
from bot.gateway.console.calls_stage import Stage, lines_read, stage_of
from bot.gateway.console.going import go, is_htmx
from bot.gateway.console.pages import render
from bot.gateway.console.problems import said_of
from bot.gateway.door import Door
from bot.gateway.refusals import Refusal
from bot.gateway.transcript import transcript
from bot.language.word_lists import word_list
from bot.store import StaffRecord

ANSWERED = "answered"
"""The event on which the panel beside the call looks at the records again."""


def path_of(call_id: object) -> str:
    """Where a call stands."""
    return f"/console/calls/{call_id}"


async def done(
    request: Request,
    door: Door,
    staff: StaffRecord,
    call_id: UUID,
    deed: Callable[[], Awaitable[None]],
    typed: str = "",
) -> Response:
    """Do something in a call, then show where it stands; what was refused is said there, with what was typed."""
    try:
        await deed()
    except Refusal as refusal:
        if not is_htmx(request):
            raise
        return await run_in_threadpool(_refused, request, door, staff, call_id, refusal, typed)
    if not is_htmx(request):
        return go(request, path_of(call_id))
    return await run_in_threadpool(_part, request, call_shown(door, staff, call_id))


def _part(request: Request, calling: Calling) -> Response:
    shown = render(request, "calls/_call.html", **context_of(calling))
    shown.headers["HX-Trigger"] = ANSWERED
    return shown


def _refused(
    request: Request, door: Door, staff: StaffRecord, call_id: UUID, refusal: Refusal, typed: str
) -> Response:
    status, say = said_of(refusal.code)
    told = context_of(call_shown(door, staff, call_id), problem=say, typed=typed)
    shown = render(request, "calls/_call.html", status, **told)
    shown.headers.update({"HX-Retarget": "#call", "HX-Reswap": "outerHTML"})
    if refusal.wait is not None:
        shown.headers["Retry-After"] = str(refusal.wait)
    return shown


def context_of(calling: Calling, problem: str = "", typed: str = "") -> dict[str, Any]:
    """All that the templates of a call need to know."""
    stage, turns = stage_of(calling), calling.turns()
    screen = screen_of(turns)
    shows_talk = stage in (Stage.TALK, Stage.ALARM)
    return {
        "call": calling.call,
        "case": calling.case,
        "stage": stage,
        "screen": screen,
        "beside": beside(screen.ask if shows_talk else None),
        "line": _line(calling, stage),
        "alarm_words": script.words(ALARMS[screen.alarm or "emergency"]),
        "welcome_back": _welcome_back(calling, turns),
        "holder": _name(calling.door, calling.holder or calling.call.agent),
        "transcript": transcript(turns) if calling.looks and stage is not Stage.RESTS else [],
        "looks": calling.looks,
        "is_over": _is_over(calling),
        "talk_time": calling.call.talk_time(calling.door.app.now()),
        "key": str(uuid4()),
        "problem": problem,
        "typed": typed,
        "words": word_list("calls_words", "bot.gateway.console"),
    }


ALARMS = {"emergency": "utter_emergency", "suicide_risk": "utter_suicide_risk"}


def _line(calling: Calling, stage: Stage) -> dict[str, Any] | None:
    name = line_due(calling.call, lines_read(calling)) if stage is Stage.LINE else None
    return name and {"name": name, "words": line_words(name, calling.staff)}


def line_words(line: str, staff: StaffRecord) -> str:
    """A line of the script, as this person says it."""
    return script.words(line).replace("{agent}", staff.name)


def _welcome_back(calling: Calling, turns: tuple) -> str | None:
    """What is said first after a rest, until the next answer."""
    last = turns[-1].taken_at if turns else calling.call.started_at
    rested = [each for each in calling.call.pauses if each.resumed_at and each.resumed_at > last]
    return script.words("utter_welcome_back") if rested else None


def _name(door: Door, staff: object) -> str:
    return door.records.staff(staff).name


def _is_over(calling: Calling) -> bool:
    screening = calling.door.records.current_screening(calling.case.conversation)
    return bool(screening and screening.outcome)
