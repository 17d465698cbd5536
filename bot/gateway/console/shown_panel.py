"""The live panel of a case, put together from the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response

from bot.callcenter.answers_given import GivenAnswer, given_answer
from bot.callcenter.panel import Panel, Side, Versions, panel_of
from bot.callcenter.sites_near import SitesNear, sites_near
from bot.callcenter.timeline import Timeline, timeline_of
from bot.callcenter.wording import panel_words
from bot.conversation.facts import ZIP_CODE
from bot.gateway.console.pages import render
from bot.gateway.door import Door
from bot.language.word_lists import word_list
from bot.language.wording import say_day
from bot.store import Records, StaffRecord
from bot.store.kept import AnswerRecord
from bot.store.kept_cases import CaseRecord
from bot.trial.page import trial_page


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """All that the panel shows. `place` is the caller's answer to where they live."""

    panel: Panel
    timeline: Timeline | None
    sites: SitesNear
    place: GivenAnswer | None


def versions_of(records: Records, conversation: str) -> Versions:
    """All versions of the answers in the current screen; none where it was set aside."""
    screening = records.current_screening(conversation)
    if screening is None or screening.set_aside:
        return {}
    return records.answer_versions(screening.id)


def shown_panel(door: Door, case: CaseRecord) -> ShownPanel:
    """The panel of a case, today."""
    versions, today = versions_of(door.records, case.conversation), door.app.today()
    panel = panel_of(versions, today)
    told = _stands(versions.get(ZIP_CODE, ()))
    return ShownPanel(
        panel=panel,
        timeline=timeline_of(panel.values, today),
        sites=sites_near(told[-1] if told else None),
        place=given_answer(told, today) if told else None,
    )


def _stands(versions: Sequence[AnswerRecord]) -> list[AnswerRecord]:
    """The versions of an answer that had a value; none once it was taken back."""
    if not versions or versions[-1].value is None:
        return []
    return [each for each in versions if each.value is not None]


def may_change(door: Door, staff: StaffRecord, case: CaseRecord) -> bool:
    """Whether nobody else has the case in hand."""
    return case.holder(door.app.now()) in (None, staff.id)


def render_panel(
    request: Request, door: Door, staff: StaffRecord, case: CaseRecord, said: str = "", changed: bool = True
) -> Response:
    """The panel as a part of a page. `said` is what a correction came to, `changed` whether it was made."""
    shown = shown_panel(door, case)
    return render(
        request,
        "panel/panel.html",
        case=case,
        shown=shown,
        sides=list(Side),
        may_change=may_change(door, staff, case),
        said=said,
        changed=changed,
        **wording(),
    )


def wording() -> dict[str, Any]:
    """What every part of the panel says."""
    return {
        "words": word_list("panel", "bot.gateway.console"),
        "say": panel_words,
        "page_updated": say_day(trial_page().last_updated),
    }
