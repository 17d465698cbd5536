"""The small form in the live panel by which an answer is changed: each permitted answer with what it would do."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Query, Request, Response

from bot.callcenter.answers_given import given_answer, title_of
from bot.callcenter.changes import CHANGEABLE, Key, change_by_keys, keys_of, permits_several, takes_words
from bot.callcenter.effects import Effect, effect_of
from bot.callcenter.panel import panel_of
from bot.callcenter.rights import Right
from bot.gateway.console.access import case_seen
from bot.gateway.console.pages import render
from bot.gateway.console.shown_panel import may_change, versions_of, wording
from bot.gateway.console.signed_in import needs
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import GivenBy, StaffRecord
from bot.store.kept_calls import CallState
from bot.store.kept_cases import CaseId, CaseRecord
from bot.values import Answers

EDITOR = "/cases/{case_id}/correct/{fact}"

Agent = Annotated[StaffRecord, Depends(needs(Right.RUN_CALLS))]
Place = Annotated[str, Query(pattern="^[a-z0-9_]{1,60}$")]

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
    case = changeable_case(door, staff, case_id, fact)
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


def changeable_case(door: Door, staff: StaffRecord, case_id: UUID, fact: str) -> CaseRecord:
    """The case, if this person may change the answer to this fact in it. Raises Refusal."""
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
