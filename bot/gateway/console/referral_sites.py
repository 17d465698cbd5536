"""Choosing the site that a person is handed over to: the recruiting ones, nearest first."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from bot.callcenter.panel import panel_of
from bot.callcenter.wording import panel_words
from bot.conversation.facts import ZIP_CODE
from bot.gateway.console.access import case_seen
from bot.gateway.console.auditing import audited
from bot.gateway.console.going import go
from bot.gateway.console.pages import render
from bot.gateway.console.referral_at_hand import Referrer, kindly, path_of
from bot.gateway.console.shown_panel import versions_of
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.language.word_lists import word_list
from bot.language.wording import say_day, say_distance
from bot.referral.nearest import nearest_sites, recruiting_by_state
from bot.referral.place import Place
from bot.referral.places import find_place
from bot.screening.verdict import Outcome
from bot.store import AuditAction
from bot.store.kept import AnswerStatus, SiteRecord
from bot.store.kept_cases import CaseId, CaseRecord
from bot.trial.sites import PAGE_UPDATED, SITES, Site, SiteStatus

SHOWN = 5

routes = APIRouter()


@routes.get("/cases/{case_id}/referral")
def choose(request: Request, door: TheDoor, staff: Referrer, case_id: UUID) -> Response:
    """The referrals of a case, and the sites that it could go to."""
    case = case_seen(door, staff, CaseId(case_id))
    audited(door, staff, AuditAction.REFERRAL_VIEWED, str(case.id))
    return render(request, "referral/sites.html", case=case, **_context(door, case))


@routes.post("/cases/{case_id}/referral")
def begin(
    request: Request,
    door: TheDoor,
    staff: Referrer,
    case_id: UUID,
    site: Annotated[str, Form(max_length=300)],
) -> Response:
    """Begin a referral to a site; nothing goes anywhere yet."""
    case = case_seen(door, staff, CaseId(case_id))
    screening = door.records.current_screening(case.conversation)
    chosen = next((each for each in SITES if name_in_forms(each) == site and _recruits(each)), None)
    if screening is None or chosen is None:
        raise Refusal("not_understood")
    with kindly():
        kept = _as_kept(chosen, _home(door, case))
        referral = door.records.refer_to_site(screening.id, kept, staff.id, door.app.now())
    audited(door, staff, AuditAction.REFERRAL_CHANGED, str(case.id), step="begun")
    return go(request, path_of(case, referral.id))


def name_in_forms(site: Site) -> str:
    """What stands for a site in a form: no two sites share it."""
    return f"{site.zip} {site.name}"


def _context(door: Door, case: CaseRecord) -> dict[str, Any]:
    home = _home(door, case)
    panel = panel_of(versions_of(door.records, case.conversation), door.app.today())
    nearest = nearest_sites(home, SHOWN) if home else []
    return {
        "referrals": door.records.site_referrals(case.conversation),
        "nearest": [(name_in_forms(site), site, say_distance(miles)) for site, miles in nearest],
        "by_state": {
            state: [(name_in_forms(site), site) for site in sites]
            for state, sites in sorted(recruiting_by_state().items())
        },
        "answered": bool(panel.values),
        "outcome": panel_words("outcomes")[panel.outcome.value],
        "speaks_against": panel.outcome in (Outcome.LIKELY_NOT_ELIGIBLE, Outcome.INCOMPLETE),
        "checked": say_day(PAGE_UPDATED),
        "words": word_list("referral_words", "bot.gateway.console"),
    }


def _recruits(site: Site) -> bool:
    return site.status is SiteStatus.RECRUITING


def _home(door: Door, case: CaseRecord) -> Place | None:
    told = [each for each in versions_of(door.records, case.conversation).get(ZIP_CODE, ())][-1:]
    found = find_place(str(told[0].value)) if told and told[0].status is AnswerStatus.ANSWERED else None
    return found if isinstance(found, Place) else None


def _as_kept(site: Site, home: Place | None) -> SiteRecord:
    miles = dict(nearest_sites(home, len(SITES))).get(site) if home else None
    return SiteRecord(site.name, site.city, site.state, site.zip, miles, site.status.value)
