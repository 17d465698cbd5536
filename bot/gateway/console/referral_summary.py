"""The summary for the site: looked at, printed, downloaded."""

from fastapi import APIRouter, Request, Response

from bot.callcenter.handover import words
from bot.callcenter.handover_pdf import pdf_of
from bot.gateway.console.pages import render
from bot.gateway.console.referral_at_hand import AtHand
from bot.store import AuditAction

FILE = "referral-summary.pdf"

routes = APIRouter()


@routes.get("/cases/{case_id}/referral/{referral_id}/summary")
def summary(request: Request, referring: AtHand) -> Response:
    """The summary as a page to look at and to print."""
    referring.audit(AuditAction.REFERRAL_VIEWED, part="summary")
    return render(
        request,
        "referral/summary.html",
        summary=referring.summary(),
        said=words(),
        path_here=referring.path,
        may_send=referring.may_send,
    )


@routes.get("/cases/{case_id}/referral/{referral_id}/summary.pdf")
def download(referring: AtHand) -> Response:
    """The summary as a PDF. There is none without a consent and a contact, nor for a number that must not be called."""
    referring.demand_permission()
    referring.audit(AuditAction.REFERRAL_VIEWED, part="download")
    document = pdf_of(referring.summary(), referring.door.app.here())
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"}
    return Response(document, media_type="application/pdf", headers=headers)
