"""The page of one referral: consent, contact, sending, and how it goes on."""

from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request, Response

from bot.callcenter.handover import say_phone
from bot.gateway.console.pages import render
from bot.gateway.console.referral_at_hand import AtHand, Referring, name_of
from bot.language.word_lists import word_list
from bot.language.wording import say_distance
from bot.mailing.addresses import BadAddresses, addresses_of_sites
from bot.store import AuditAction
from bot.store.kept import SiteRecord
from bot.store.kept_site_referrals import NEXT, LostReason, Shared, SiteReferralStatus

routes = APIRouter()


@routes.get("/cases/{case_id}/referral/{referral_id}")
def referral(request: Request, referring: AtHand) -> Response:
    """One referral."""
    referring.audit(AuditAction.REFERRAL_VIEWED)
    return show(request, referring)


def show(request: Request, referring: Referring, status: int = 200, **more: Any) -> Response:
    """The page of a referral; `more` is what a form that was not taken said, and what is wrong with it."""
    door, kept = referring.door, referring.referral
    return render(
        request,
        "referral/referral.html",
        status,
        **{
            "case": referring.case,
            "referral": kept,
            "path_here": referring.path,
            "consent_words": referring.consent_words,
            "answers_shared": Shared.ANSWERS in kept.may_share,
            "contact": contact_fields(referring),
            "may_call": referring.may_call,
            "distance": _distance(kept.site),
            "is_open": bool(NEXT[kept.status]),
            "steps_now": steps_now(referring),
            "reasons": list(LostReason),
            "mails": door.records.mails(kept.id),
            "sends_mail": door.app.settings.sends_mail,
            "address": known_address(referring),
            "steps": [(each, name_of(door, each.by)) for each in door.records.site_referral_steps(kept.id)],
            "consent_by": name_of(door, kept.consent.recorded_by) if kept.consent else "",
            "problem": "",
            "problem_at": "",
            "form_key": str(uuid4()),
            "words": word_list("referral_words", "bot.gateway.console"),
            **more,
        },
    )


def steps_now(referring: Referring) -> list[SiteReferralStatus]:
    """The steps that can be taken now, but for the last resort that it goes no further."""
    following = [each for each in NEXT[referring.referral.status] if each is not SiteReferralStatus.LOST]
    return following if SiteReferralStatus.SENT not in following or referring.may_send else []


def _distance(site: SiteRecord) -> str:
    return "" if site.distance_miles is None else say_distance(round(site.distance_miles))


def contact_fields(referring: Referring) -> dict[str, str]:
    """What the contact form shows: what is kept, else what the caller told for another site or a call."""
    kept = referring.referral.contact or _told_elsewhere(referring)
    if kept is None:
        return {"name": "", "phone": "", "email": "", "best_time": ""}
    return {
        "name": kept.name,
        "phone": kept.phone_as_given or say_phone(kept.phone),
        "email": getattr(kept, "email", None) or "",
        "best_time": kept.best_time or "",
    }


def _told_elsewhere(referring: Referring) -> Any:
    records, conversation = referring.door.records, referring.referral.conversation
    others = [each.contact for each in records.site_referrals(conversation) if each.contact]
    return next(reversed([*records.callbacks(conversation=conversation), *others]), None)


def known_address(referring: Referring) -> str:
    """The site's address, by the file of addresses; "" where it has none."""
    site = referring.referral.site
    try:
        known = addresses_of_sites(referring.door.app.settings.site_addresses)
    except BadAddresses:
        # Who works here cannot mend the file, and can ask the site.
        return ""
    return known.get((site.name, site.zip), "")
