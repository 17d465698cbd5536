"""Handing a summary over by e-mail: shown first, then put into the outbox."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Request, Response

from bot.callcenter.handover_pdf import locked, pdf_of
from bot.gateway.console.going import go
from bot.gateway.console.pages import render
from bot.gateway.console.referral_at_hand import AtHand, Referring
from bot.gateway.console.referral_page import known_address, show
from bot.gateway.refusals import Refusal
from bot.language.email_address import read_email
from bot.language.word_lists import word_list
from bot.store import AuditAction
from bot.store.codes import draw, spoken
from bot.store.errors import UnknownMail
from bot.store.kept_site_referrals import MailId

HERE = "/cases/{case_id}/referral/{referral_id}/mail"
CODES_IN_A_PASSWORD = 3
"""Some 60 bits: who has the file alone and guesses, guesses for very long."""

Address = Annotated[str, Form(max_length=300)]
Key = Annotated[str, Form(pattern="^[0-9a-f-]{36}$")]

routes = APIRouter()


@routes.post(HERE)
def confirm(
    request: Request, referring: AtHand, address: Address, lock: Annotated[bool, Form()] = False
) -> Response:
    """Show what would go where; nothing is sent yet."""
    _demand_mail(referring)
    read = read_email(address)
    if read is None:
        say = word_list("referral_words", "bot.gateway.console")["contact_problems"]["address"]
        return show(request, referring, 422, address=address, problem=say, problem_at="address")
    return render(
        request,
        "referral/confirm.html",
        address=read,
        is_known=read == known_address(referring),
        lock=lock,
        key=str(uuid4()),
        referral=referring.referral,
        path_here=referring.path,
    )


@routes.post(f"{HERE}/send")
def send(
    request: Request, referring: AtHand, address: Address, key: Key, lock: Annotated[bool, Form()] = False
) -> Response:
    """Put the mail into the outbox; the same key does so once."""
    _demand_mail(referring)
    read = read_email(address)
    if read is None:
        raise Refusal("not_understood")
    door, password = referring.door, new_password() if lock else ""
    referring.demand_permission()
    document = pdf_of(referring.summary(), door.app.here())
    with referring.changing():
        door.records.queue_mail(
            referring.referral.id,
            key,
            address=read,
            document=locked(document, password) if lock else document,
            password=password,
            message_id=_message_id(door.app.settings.mail_from),
            by=referring.staff.id,
            at=door.app.now(),
        )
        referring.audit(AuditAction.REFERRAL_SENT, how="mail", step="queued", locked=lock)
    return go(request, referring.path)


@routes.post(f"{HERE}/{{mail_id}}/again")
def again(request: Request, referring: AtHand, mail_id: UUID) -> Response:
    """Send a mail again that failed, or of which nobody knows."""
    _demand_mail(referring)
    with referring.changing():
        door = referring.door
        door.records.send_mail_again(_own(referring, mail_id), door.app.now())
        referring.audit(AuditAction.REFERRAL_SENT, how="mail", step="again")
    return go(request, referring.path)


@routes.post(f"{HERE}/{{mail_id}}/cancel")
def cancel(request: Request, referring: AtHand, mail_id: UUID) -> Response:
    """Take a mail back that has not gone."""
    with referring.changing():
        referring.door.records.cancel_mail(_own(referring, mail_id))
        referring.audit(AuditAction.REFERRAL_CHANGED, step="mail_cancelled")
    return go(request, referring.path)


def new_password() -> str:
    """A password that can be said on the telephone."""
    return "-".join(spoken(draw()) for _ in range(CODES_IN_A_PASSWORD))


def _demand_mail(referring: Referring) -> None:
    if not referring.door.app.settings.sends_mail:
        raise Refusal("no_mail")


def _own(referring: Referring, mail_id: UUID) -> MailId:
    if mail_id not in {mail.id for mail in referring.door.records.mails(referring.referral.id)}:
        raise UnknownMail
    return MailId(mail_id)


def _message_id(sender: str) -> str:
    return f"<{uuid4()}@{sender.rpartition('@')[2]}>"
