"""All that is known of one case: answers with who gave them, results, calls, and what was said."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from bot.callcenter.answers_given import GivenAnswer, given_answer
from bot.callcenter.rights import Right, rights_of
from bot.callcenter.urgency import say_outcome
from bot.callcenter.wording import panel_words
from bot.conversation.facts import ZIP_CODE
from bot.gateway.console.access import case_seen, may_be_called, name_of
from bot.gateway.console.pages import render
from bot.gateway.console.queue_page import Agent, queue_texts
from bot.gateway.console.queue_view import staff_names
from bot.gateway.console.shown_panel import versions_of
from bot.gateway.door import Door, TheDoor
from bot.gateway.transcript import transcript
from bot.language.word_lists import word_list
from bot.store import StaffRecord
from bot.store.kept import CallbackRecord
from bot.store.kept_cases import CaseId, CaseRecord
from bot.store.kept_queue import AttemptRecord
from bot.trial.facts import FACTS

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class ShownCallback:
    """A request to be called and the attempts; `is_open` while it stands in the queue."""

    callback: CallbackRecord
    attempts: tuple[AttemptRecord, ...]
    is_open: bool


@routes.get("/cases/{case_id}")
def show(request: Request, door: TheDoor, staff: Agent, case_id: UUID) -> Response:
    """The case."""
    case = case_seen(door, staff, CaseId(case_id))
    return render(request, "cases/case.html", **_people(door, staff, case), **_history(door, case))


def _people(door: Door, staff: StaffRecord, case: CaseRecord) -> dict[str, Any]:
    sees_team = Right.SEE_TEAM_CASES in rights_of(staff.role)
    return {
        "case": case,
        "name": name_of(door, case),
        "barred": not may_be_called(door, case),
        "holder": case.holder(door.app.now()),
        "names": staff_names(door),
        "team": [each for each in door.records.all_staff() if each.active] if sees_team else [],
        "handovers": door.records.handovers(case.id),
    }


def _history(door: Door, case: CaseRecord) -> dict[str, Any]:
    screening = door.records.current_screening(case.conversation)
    return {
        "answers": _answers(door, case),
        "results": door.records.result_history(screening.id) if screening else (),
        "outcomes": panel_words("outcomes"),
        "calls": door.records.calls_of_case(case.id),
        "callbacks": _callbacks(door, case),
        "referrals": door.records.site_referrals(case.conversation),
        "referral_words": word_list("referral_words", "bot.gateway.console"),
        "turns": transcript(door.records.turns(case.conversation)),
        "say_outcome": say_outcome,
        "words": queue_texts(),
        "call_words": word_list("calls_words", "bot.gateway.console"),
    }


def _answers(door: Door, case: CaseRecord) -> list[GivenAnswer]:
    versions, today = versions_of(door.records, case.conversation), door.app.today()
    return [given_answer(versions[fact], today) for fact in (*FACTS, ZIP_CODE) if versions.get(fact)]


def _callbacks(door: Door, case: CaseRecord) -> list[ShownCallback]:
    callbacks = door.records.callbacks(conversation=case.conversation)
    waiting = door.records.waiting_callbacks(case.conversation)
    attempts = door.records.attempts([each.id for each in callbacks])
    return [ShownCallback(each, attempts.get(each.id, ()), each in waiting) for each in callbacks]
