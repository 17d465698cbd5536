"""Changing an answer from the live panel: what it would do is shown first, then one click does it."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.callcenter.changes import Change, NotUnderstood, change_by_keys, change_by_words
from bot.callcenter.effects import effect_of
from bot.callcenter.panel import panel_of
from bot.gateway.assistant import Channel
from bot.gateway.console.answer_editor import EDITOR, Agent, changeable_case
from bot.gateway.console.auditing import audited
from bot.gateway.console.pages import render
from bot.gateway.console.shown_panel import render_panel, versions_of, wording
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.gateway.shapes import LONGEST_TEXT, CorrectionMessage
from bot.language.word_lists import word_list
from bot.store import AuditAction, GivenBy, StaffRecord
from bot.store.kept_cases import CaseRecord

Words = Annotated[str, Form(max_length=LONGEST_TEXT)]
Names = Annotated[list[str], Form()]

routes = APIRouter()


@routes.post(f"{EDITOR}/effect")
def effect(
    request: Request,
    door: TheDoor,
    staff: Agent,
    case_id: UUID,
    fact: str,
    text: Words = "",
    value: Names = (),
    look: Annotated[bool, Form()] = False,
) -> Response:
    """What was understood, and what it would do. Nothing is changed."""
    case = changeable_case(door, staff, case_id, fact)
    if not text.strip() and not value:
        return Response("", media_type="text/html")
    values = panel_of(versions_of(door.records, case.conversation), door.app.today()).values
    shown = {"case": case, "fact": fact, "look": look, "key": uuid4(), "wrong": "", **wording()}
    try:
        change = _wanted(fact, text, value, case, door)
    except NotUnderstood as problem:
        return render(request, "panel/effect.html", **{**shown, "wrong": str(problem)})
    done = effect_of(values, change.values, door.app.today())
    return render(request, "panel/effect.html", change=change, effect=done, **shown)


def _wanted(fact: str, text: str, names: Sequence[str], case: CaseRecord, door: Door) -> Change:
    """The change that a form asks for. Raises NotUnderstood."""
    today = door.app.today()
    if names:
        return change_by_keys(fact, names, today)
    values = panel_of(versions_of(door.records, case.conversation), today).values
    return change_by_words(fact, text, values, today)


@routes.post(EDITOR)
async def correct(
    request: Request,
    door: TheDoor,
    staff: Agent,
    case_id: UUID,
    fact: str,
    key: Annotated[UUID, Form()],
    given_by: Annotated[GivenBy, Form()],
    text: Words = "",
    value: Names = (),
) -> Response:
    """Change the answer, through the same dialogue as any message."""
    case, change = await run_in_threadpool(_prepared, door, staff, case_id, fact, text, value)
    said = "; ".join(change.said)
    message = CorrectionMessage(
        correct=dict(change.given),
        words=text.strip() or f"[{said}]",
        said=_words()["said"].format(said=said),
    )
    await door.turns.take(case.conversation, str(key), message, Channel.CALL_CENTER, given_by)
    return await run_in_threadpool(_told, request, door, staff, case, change)


def _prepared(
    door: Door, staff: StaffRecord, case_id: UUID, fact: str, text: str, names: Sequence[str]
) -> tuple[CaseRecord, Change]:
    case = changeable_case(door, staff, case_id, fact)
    try:
        change = _wanted(fact, text, names, case, door)
    except NotUnderstood:
        raise Refusal("not_understood") from None
    audited(door, staff, AuditAction.ANSWER_CORRECTED, str(case.id))
    return case, change


def _told(request: Request, door: Door, staff: StaffRecord, case: CaseRecord, change: Change) -> Response:
    values = panel_of(versions_of(door.records, case.conversation), door.app.today()).values
    made = all(values.get(fact, value) == value for fact, value in change.values.items())
    said = _words()["applied"].format(said="; ".join(change.said)) if made else _words()["not_applied"]
    response = render_panel(request, door, staff, case, said, made)
    response.headers["HX-Trigger"] = "corrected"
    return response


def _words() -> dict:
    return word_list("panel", "bot.gateway.console")
