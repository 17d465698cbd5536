"""All referrals that somebody may see: which wait longest, whose window closes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bot.callcenter.answers_given import values_of
from bot.gateway.console.access import may_see
from bot.gateway.console.auditing import audited
from bot.gateway.console.pages import render
from bot.gateway.console.referral_at_hand import Referrer
from bot.gateway.door import Door, TheDoor
from bot.language.word_lists import word_list
from bot.store import AuditAction, StaffRecord
from bot.store.kept_cases import CaseRecord
from bot.store.kept_site_referrals import CLOSED, SiteReferralRecord, SiteReferralStatus
from bot.trial.criteria.disease_and_car_t import window

routes = APIRouter()


class Order(StrEnum):
    """Which come first."""

    WAITING = "waiting"
    WINDOW = "window"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class ListedReferral:
    """A referral in the list. `closes` is the last possible day of the window, None where it is not known."""

    referral: SiteReferralRecord
    case: CaseRecord
    waiting_days: int
    closes: date | None
    days_left: int | None


@routes.get("/referrals")
def referrals(
    request: Request,
    door: TheDoor,
    staff: Referrer,
    status: Annotated[str, Query(pattern="^[a-z]*$")] = "",
    order: Order = Order.WAITING,
) -> Response:
    """The referrals; without a status those that are not closed."""
    audited(door, staff, AuditAction.REFERRAL_VIEWED, part="list")
    known = {each.value: each for each in SiteReferralStatus}
    wanted = [known[status]] if status in known else [each for each in known.values() if each not in CLOSED]
    return render(
        request,
        "referral/list.html",
        listed=_in_order(_seen(door, staff, wanted), order),
        statuses=list(SiteReferralStatus),
        chosen=status if status in known else "",
        orders=list(Order),
        order=order,
        words=word_list("referral_words", "bot.gateway.console"),
    )


def _seen(door: Door, staff: StaffRecord, wanted: Iterable[SiteReferralStatus]) -> Iterable[ListedReferral]:
    for referral in door.records.site_referrals(statuses=tuple(wanted)):
        case = door.records.case_of(referral.conversation)
        if case is not None and may_see(door, staff, case):
            yield _listed(door, referral, case)


def _listed(door: Door, referral: SiteReferralRecord, case: CaseRecord) -> ListedReferral:
    today = door.app.today()
    answers = door.records.current_answers(referral.screening).values()
    closes = window(values_of(tuple(answers), today)).possibly_closes
    return ListedReferral(
        referral=referral,
        case=case,
        waiting_days=max(0, (door.app.now() - referral.status_at).days),
        closes=closes,
        days_left=(closes - today).days if closes else None,
    )


def _in_order(listed: Iterable[ListedReferral], order: Order) -> list[ListedReferral]:
    match order:
        case Order.WAITING:
            return sorted(listed, key=lambda each: each.referral.status_at)
        case Order.WINDOW:
            return sorted(listed, key=lambda each: each.closes or date.max)
    return sorted(listed, key=lambda each: each.referral.created_at, reverse=True)
