"""Summaries for a site, of a sample person whose answers all fit but for some."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from on_record import NOON, fitting, on_record
from referrals import CONTACT, DES_MOINES, READ_ALOUD, REFERRER

from bot.callcenter.handover import Summary, summary_of
from bot.callcenter.panel import panel_of
from bot.store import ScreeningId
from bot.store.kept_site_referrals import (
    Shared,
    SiteConsent,
    SiteReferralId,
    SiteReferralRecord,
    SiteReferralStatus,
)

SUMMARY_DAY = date(2026, 11, 22)
ALL = frozenset(Shared)
FITTING_BUT = fitting


def summary(
    *,
    as_of: date = SUMMARY_DAY,
    shares: frozenset[Shared] = ALL,
    agreed: bool | None = True,
    versions: dict | None = None,
    name: str = CONTACT.name,
    phone_as_given: str = CONTACT.phone_as_given,
    at: datetime = NOON,
    **but: object,
) -> Summary:
    """The summary, made `at`; `agreed` None: nobody asked. `but` are answers in the form of the batch contract."""
    said = (
        None
        if agreed is None
        else SiteConsent(agreed, shares if agreed else frozenset(), NOON, REFERRER, READ_ALOUD)
    )
    referral = SiteReferralRecord(
        id=SiteReferralId(uuid4()),
        conversation="sam",
        screening=ScreeningId(uuid4()),
        site=DES_MOINES,
        status=SiteReferralStatus.NEW,
        status_at=NOON,
        lost_reason=None,
        created_at=NOON,
        created_by=REFERRER,
        consent=said,
        contact=replace(CONTACT, name=name, phone_as_given=phone_as_given),
    )
    return summary_of(panel_of(versions or on_record(fitting(**but)), as_of), referral, "Nora Nurse", at)
