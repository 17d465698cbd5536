"""Changing an answer from the live panel: what it would do is shown first, then one click does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.callcenter.answers_given import given_answer, title_of
from bot.callcenter.changes import (
    CHANGEABLE,
    Change,
    Key,
    NotUnderstood,
    change_by_keys,
    change_by_words,
    keys_of,
    permits_several,
    takes_words,
)
from bot.callcenter.effects import Effect, effect_of
from bot.callcenter.panel import panel_of
from bot.callcenter.rights import Right
from bot.gateway.assistant import Channel
from bot.gateway.console.access import case_seen
from bot.gateway.console.auditing import audited
from bot.gateway.console.pages import render
from bot.gateway.console.shown_panel import may_change, render_panel, versions_of, wording
from bot.gateway.console.signed_in import needs
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.gateway.shapes import LONGEST_TEXT, CorrectionMessage
from bot.language.word_lists import word_list
from bot.store import AuditAction, GivenBy, StaffRecord
from bot.store.kept_calls import CallState
from bot.store.kept_cases import CaseId, CaseRecord
from bot.values import Answers

EDITOR = "/cases/{case_id}/correct/{fact}"

Agent = Annotated[StaffRecord, Depends(needs(Right.RUN_CALLS))]
Place = Annotated[str, Query(pattern="^[a-z0-9_]{1,60}$")]
Words = Annotated[str, Form(max_length=LONGEST_TEXT)]
Names = Annotated[list[str], Form()]

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class EffectKey:
    """A permitted answer with what it would do, and the idempotency key of doing it."""

    key: Key
    effect: Effect
    id: UUID


@routes.get(EDITOR)
def editor(request: Request, door: TheDoor, staff: Agent, case_id: UUID, fact: str, place: Place) -> Response:
    """The permitted answers to one question, each with its effect, or a field for words."""
    case = _changeable(door, staff, case_id, fact)
    versions, today = versions_of(door.records, case.conversation), door.app.today()
    values = panel_of(versions, today).values
    kept = versions.get(fact, ())
    current = given_answer(kept, today).now.said if kept and kept[-1].value is not None else None
    return render(
        request,
        "panel/_editor.html",
        case=case,
        fact=fact,
        place=place,
        title=title_of(fact),
        current=current,
        typed=takes_words(fact),
        several=permits_several(fact),
        keys=_keys_with_effects(fact, values, today),
        stay=len(values.keys() - {fact}),
        givers=list(GivenBy),
        given_by=_caller(door, case),
        **wording(),
    )


def _keys_with_effects(fact: str, values: Answers, today: date) -> list[EffectKey]:
    return [
        EffectKey(key, effect_of(values, change_by_keys(fact, [key.name], today).values, today), uuid4())
        for key in keys_of(fact)
    ]


def _changeable(door: Door, staff: StaffRecord, case_id: UUID, fact: str) -> CaseRecord:
    case = case_seen(door, staff, CaseId(case_id))
    if fact not in CHANGEABLE:
        raise Refusal("not_found")
    if not may_change(door, staff, case):
        raise Refusal("held_by_another")
    return case


def _caller(door: Door, case: CaseRecord) -> GivenBy:
    """Who answers in the call that goes on; outside a call, what the agent notes is the agent's."""
    calls = (each for each in door.records.calls_of_case(case.id) if each.state is not CallState.ENDED)
    return next((each.caller for each in calls), GivenBy.AGENT)


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
    case = _changeable(door, staff, case_id, fact)
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
    case = _changeable(door, staff, case_id, fact)
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
