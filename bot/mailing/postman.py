"""Takes mails from the outbox and gives them to the mail server, one by one."""

import logging
from datetime import datetime, timedelta

from bot.app import App
from bot.mailing.message import mail_to_site
from bot.mailing.server import MailServer, mail_server
from bot.mailing.smtp import Handed, NotSent, Sent, Unsure, hand_to_server
from bot.store.errors import UnknownSiteReferral
from bot.store.kept_audit import AuditAction
from bot.store.kept_site_referrals import MailToSend

ACTOR = "mail"
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 30
"""With the pauses between them, about a day: after that a person has to look."""

ANSWER_SECONDS = 30
LEASE = timedelta(minutes=15)
"""Longer than a server can take over all its answers; then the sender has fallen."""

log = logging.getLogger(__name__)


class Postman:
    """Sends what is due. Several may work side by side: the records give each mail to one of them."""

    def __init__(self, app: App, answer_seconds: float = ANSWER_SECONDS) -> None:
        """Raises BadMailServer for a setting that names none."""
        self._app = app
        self._seconds = answer_seconds
        self._server: MailServer = mail_server(app.settings.smtp_url.get_secret_value())

    def send_due(self) -> int:
        """Sends all that is due now, and returns how many mails a server took. Raises RecordsUnavailable."""
        taken = 0
        while (handed := self.send_next()) is not None:
            taken += handed
        return taken

    def send_next(self) -> bool | None:
        """Sends the next mail that is due, and returns whether a server took it; None when none is due."""
        mail = self._app.records.take_mail(self._app.now(), LEASE)
        return None if mail is None else self._send(mail)

    def _send(self, mail: MailToSend) -> bool:
        message = mail_to_site(mail, self._app.settings.mail_from, self._app.now())
        handed = hand_to_server(self._server, message, self._seconds)
        self._note(mail, handed)
        return isinstance(handed, Sent)

    def _note(self, mail: MailToSend, handed: Handed) -> None:
        records, now = self._app.records, self._app.now()
        match handed:
            case Sent():
                records.mail_sent(mail.id, now)
            case Unsure(problem=problem):
                records.mail_unsure(mail.id, problem)
            case NotSent(problem=problem, again=again):
                records.mail_not_sent(mail.id, problem, next_attempt(mail.attempts, now) if again else None)
        self._audit(mail, handed)

    def _audit(self, mail: MailToSend, handed: Handed) -> None:
        outcome = "taken" if isinstance(handed, Sent) else handed.problem
        log.info("mail %s: %s", mail.id, outcome)
        self._app.audit(ACTOR, AuditAction.REFERRAL_SENT, self._case(mail), how="mail", outcome=outcome)

    def _case(self, mail: MailToSend) -> str:
        try:
            conversation = self._app.records.site_referral(mail.referral).conversation
        except UnknownSiteReferral:
            # The person was forgotten while the mail went.
            return ""
        case = self._app.records.case_of(conversation)
        return str(case.id) if case else ""


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When a mail that was tried so often is tried again; None when it is given up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
