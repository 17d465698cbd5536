"""The referral that a request is about, and what the records refuse, said kindly."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from bot.callcenter import script
from bot.callcenter.handover import Summary, summary_of
from bot.callcenter.lines import digest_of
from bot.callcenter.panel import Panel, panel_of
from bot.callcenter.rights import Right
from bot.gateway.console.access import case_seen
from bot.gateway.console.auditing import audited
from bot.gateway.console.signed_in import needs
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffRecord
from bot.store.errors import (
    MailUnderWay,
    MustNotBeCalled,
    NoContact,
    NotAgreed,
    NotTheNextStep,
    UnknownMail,
    UnknownSiteReferral,
    UnknownStaff,
)
from bot.store.kept_audit import Detail
from bot.store.kept_cases import CaseId, CaseRecord
from bot.store.kept_site_referrals import SiteReferralId, SiteReferralRecord
from bot.store.kept_staff import StaffId

CONSENT = "utter_call_referral_consent"

REFUSALS = {
    MailUnderWay: "mail_under_way",
    MustNotBeCalled: "must_not_be_called",
    NoContact: "no_contact",
    NotAgreed: "not_agreed",
    NotTheNextStep: "not_next_step",
    UnknownMail: "mail_gone",
    UnknownSiteReferral: "not_found",
}

Referrer = Annotated[StaffRecord, Depends(needs(Right.WORK_REFERRALS))]


@dataclass(frozen=True, slots=True)
class Referring:
    """A referral in the hands of somebody who may see its case."""

    door: Door
    staff: StaffRecord
    case: CaseRecord
    referral: SiteReferralRecord

    @property
    def path(self) -> str:
        """Where the referral stands."""
        return path_of(self.case, self.referral.id)

    @property
    def consent_words(self) -> str:
        """What is read aloud before the caller agrees."""
        return script.words(CONSENT).replace("{site}", self.referral.site.name)

    @property
    def consent_digest(self) -> str:
        """What shows later that these words were read."""
        return digest_of(self.consent_words)

    def panel(self) -> Panel:
        """How the screening of this referral stands today."""
        versions = self.door.records.answer_versions(self.referral.screening)
        return panel_of(versions, self.door.app.today())

    def summary(self) -> Summary:
        """What the site gets."""
        consent = self.referral.consent
        by = name_of(self.door, consent.recorded_by) if consent else ""
        return summary_of(self.panel(), self.referral, by, self.door.app.here())

    @property
    def may_call(self) -> bool:
        """Whether nobody entered the caller's number among those that must not be called."""
        contact = self.referral.contact
        return contact is None or self.door.records.may_call(contact.phone)

    @property
    def may_send(self) -> bool:
        """Whether something about the caller may leave the house, and says how to reach them."""
        return bool(self.referral.may_share and self.referral.contact and self.may_call)

    def demand_permission(self) -> None:
        """Raises Refusal where nothing about the caller may leave the house."""
        if not self.referral.may_share:
            raise Refusal("not_agreed")
        if self.referral.contact is None:
            raise Refusal("no_contact")
        if not self.may_call:
            raise Refusal("must_not_be_called")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A change and its entry in the audit log: both are kept, or neither. What is refused is said kindly."""
        with kindly(), self.door.records.together():
            yield

    def audit(self, action: AuditAction, **details: Detail) -> None:
        """Tell in the audit log what was done with the case's referral."""
        audited(self.door, self.staff, action, str(self.case.id), **details)


def at_hand(door: TheDoor, staff: Referrer, case_id: UUID, referral_id: UUID) -> Referring:
    """A dependency: the referral of the request, of a case that this person may see. Raises Refusal."""
    case = case_seen(door, staff, CaseId(case_id))
    with kindly():
        referral = door.records.site_referral(SiteReferralId(referral_id))
    if referral.conversation != case.conversation:
        raise Refusal("not_found")
    return Referring(door, staff, case, referral)


AtHand = Annotated[Referring, Depends(at_hand)]


@contextmanager
def kindly() -> Iterator[None]:
    """What the records refuse becomes a kind sentence."""
    try:
        yield
    except tuple(REFUSALS) as refused:
        raise Refusal(REFUSALS[type(refused)]) from None


def path_of(case: CaseRecord, referral: SiteReferralId | None = None) -> str:
    """Where the referrals of a case stand, or one of them."""
    path = f"/console/cases/{case.id}/referral"
    return path if referral is None else f"{path}/{referral}"


def name_of(door: Door, staff: UUID) -> str:
    """What somebody of the staff is called."""
    try:
        return door.records.staff(StaffId(staff)).name
    except UnknownStaff:
        return str(staff)
