"""What is said about a referral: the consent, the contact, the next step, a note."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from bot.gateway.cleaning import clean
from bot.gateway.console.going import go
from bot.gateway.console.referral_at_hand import AtHand
from bot.gateway.console.referral_page import show
from bot.language.email_address import LONGEST as LONGEST_EMAIL
from bot.language.email_address import read_email
from bot.language.phone import read_phone
from bot.language.word_lists import word_list
from bot.store import AuditAction
from bot.store.kept_site_referrals import LostReason, Shared, SiteContact, SiteReferralStatus

LONGEST_NAME = 80
LONGEST_PHONE = 80
LONGEST_TIME = 100
LONGEST_NOTE = 1000

SHARES = {
    "answers": frozenset({Shared.CONTACT, Shared.ANSWERS}),
    "contact": frozenset({Shared.CONTACT}),
    "no": frozenset(),
}
"""What each answer to the question for consent shares."""

HERE = "/cases/{case_id}/referral/{referral_id}"
Typed = Annotated[str, Form(max_length=2000)]

routes = APIRouter()


@routes.post(f"{HERE}/consent")
def consent(
    request: Request, referring: AtHand, said: Annotated[str, Form(pattern="^(answers|contact|no)$")]
) -> Response:
    """Keep what the caller said after the words were read aloud."""
    shares, kept = SHARES[said], referring.referral
    with referring.changing():
        referring.door.records.record_site_consent(
            kept.id,
            bool(shares),
            shares,
            referring.consent_digest,
            referring.staff.id,
            referring.door.app.now(),
        )
        referring.audit(AuditAction.REFERRAL_CHANGED, step="consent", said=said)
    return go(request, referring.path)


@routes.post(f"{HERE}/contact")
def contact(
    request: Request,
    referring: AtHand,
    name: Typed = "",
    phone: Typed = "",
    email: Typed = "",
    best_time: Typed = "",
) -> Response:
    """Keep how the site reaches the caller."""
    typed = {"name": name, "phone": phone, "email": email, "best_time": best_time}
    read, wrong = _contact(**{field: clean(text) for field, text in typed.items()})
    if read is None:
        say = word_list("referral_words", "bot.gateway.console")["contact_problems"][wrong]
        return show(request, referring, 422, contact=typed, problem=say, problem_at=wrong)
    with referring.changing():
        referring.door.records.set_site_contact(referring.referral.id, read)
        referring.audit(AuditAction.REFERRAL_CHANGED, step="contact")
    return go(request, referring.path)


def _contact(name: str, phone: str, email: str, best_time: str) -> tuple[SiteContact | None, str]:
    """The contact, or the field that is wrong."""
    number, address = read_phone(phone[:LONGEST_PHONE]), read_email(email)
    if not 1 < len(name) <= LONGEST_NAME:
        return None, "name"
    if number is None or len(phone) > LONGEST_PHONE:
        return None, "phone"
    if email and (address is None or len(address) > LONGEST_EMAIL):
        return None, "email"
    if len(best_time) > LONGEST_TIME:
        return None, "best_time"
    return SiteContact(name, str(number.value), phone, address, best_time or None), ""


@routes.post(f"{HERE}/status")
def status(
    request: Request,
    referring: AtHand,
    to: Annotated[SiteReferralStatus, Form()],
    reason: Annotated[LostReason | None, Form()] = None,
    note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
) -> Response:
    """Take the referral to its next step."""
    why = (reason or LostReason.OTHER) if to is SiteReferralStatus.LOST else None
    door = referring.door
    action = AuditAction.REFERRAL_SENT if to is SiteReferralStatus.SENT else AuditAction.REFERRAL_CHANGED
    with referring.changing():
        door.records.mark_site_referral(
            referring.referral.id, to, referring.staff.id, door.app.now(), note=clean(note), reason=why
        )
        referring.audit(action, step=to.value, reason=why.value if why else None)
    return go(request, referring.path)


@routes.post(f"{HERE}/note")
def note(
    request: Request, referring: AtHand, note: Annotated[str, Form(min_length=1, max_length=LONGEST_NOTE)]
) -> Response:
    """Keep a note in the history."""
    said = clean(note)
    if said:
        with referring.changing():
            door = referring.door
            door.records.note_site_referral(referring.referral.id, said, referring.staff.id, door.app.now())
            referring.audit(AuditAction.REFERRAL_CHANGED, step="note")
    return go(request, referring.path)
