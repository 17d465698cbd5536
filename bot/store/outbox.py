"""The mails to sites: put down first, sent by a loop of its own, and never knowingly sent twice.

A mail is `sending` while one sender has it. When that sender falls, nobody can know whether the site's server took
it: the mail becomes `unsure`, and a person decides. Tried again, it has the same Message-ID, by which mail systems
know a double.
"""

from base64 import b64encode
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.encryption import Cipher
from bot.store import mail_rows
from bot.store import site_referral_rows as rows
from bot.store.database import transaction
from bot.store.errors import MailUnderWay, MustNotBeCalled, NoContact, NotAgreed, UnknownMail
from bot.store.kept_site_referrals import (
    MailId,
    MailRecord,
    MailStatus,
    MailToSend,
    SiteReferralId,
    SiteReferralStatus,
)
from bot.store.opened import OpenedDatabase
from bot.store.tables_site_referrals import SiteMail

FALLEN = "sender_fell"
"""The problem of a mail whose sender never said how it went."""


class OutboxRecords(OpenedDatabase):
    """Mails to sites; a part of `Records`, whose promises hold here too."""

    def queue_mail(
        self,
        referral: SiteReferralId,
        key: str,
        *,
        address: str,
        document: bytes,
        password: str,
        message_id: str,
        by: UUID,
        at: datetime,
    ) -> MailRecord:
        """Puts down a mail to be sent; the same key queues one mail only.

        Raises UnknownSiteReferral, NotAgreed, NoContact, MustNotBeCalled, and MailUnderWay while another of this
        referral is.
        """
        mail = SiteMail(
            id=uuid4(),
            referral_id=referral,
            key=key,
            message_id=message_id,
            address=address,
            password=password,
            document=b64encode(document).decode(),
            status=MailStatus.QUEUED,
            attempts=0,
            problem="",
            queued_at=at,
            queued_by=by,
            next_at=at,
        )
        try:
            with transaction(self._writing) as session:
                return mail_rows.as_record(_queued_once(session, self._cipher, mail))
        except IntegrityError as error:
            raise MailUnderWay from error

    def mails(self, referral: SiteReferralId) -> tuple[MailRecord, ...]:
        """The mails of a referral, oldest first."""
        with transaction(self._reading) as session:
            return tuple(mail_rows.as_record(row) for row in mail_rows.of_referral(session, referral))

    def take_mail(self, at: datetime, lease: timedelta) -> MailToSend | None:
        """The next mail to send, which no other sender gets; None when none is due.

        The sender says how it went within the `lease`, or the mail becomes unsure. One whose person took back
        the consent in the meantime is cancelled instead.
        """
        with transaction(self._writing) as session:
            for fallen in mail_rows.abandoned(session, at):
                mail_rows.close(fallen, MailStatus.UNSURE, FALLEN)
            while (mail := mail_rows.next_due(session, at)) is not None:
                if _may_go(session, self._cipher, mail):
                    mail.status, mail.taken_until = MailStatus.SENDING, at + lease
                    mail.attempts += 1
                    return mail_rows.to_send(session, mail)
                mail_rows.close(mail, MailStatus.CANCELLED)
                session.flush()
            return None

    def mail_sent(self, mail: MailId, at: datetime) -> None:
        """The site's server took the mail: its document is deleted, and a new referral becomes sent."""
        with transaction(self._writing) as session:
            row = session.get(SiteMail, mail, with_for_update=True)
            if row is None or row.status is MailStatus.SENT:
                return
            mail_rows.close(row, MailStatus.SENT)
            row.sent_at = at
            _note_as_sent(session, row, at)

    def mail_not_sent(self, mail: MailId, problem: str, next_at: datetime | None) -> None:
        """The mail surely did not go: it is tried again at `next_at`, or never when that is None."""
        with transaction(self._writing) as session:
            row = session.get(SiteMail, mail, with_for_update=True)
            if row is None or row.status is not MailStatus.SENDING:
                return
            mail_rows.close(row, MailStatus.FAILED, problem)
            if next_at is not None:
                row.status, row.next_at = MailStatus.QUEUED, next_at

    def mail_unsure(self, mail: MailId, problem: str) -> None:
        """Nobody knows whether the mail went: a person decides whether it is sent again."""
        with transaction(self._writing) as session:
            row = session.get(SiteMail, mail, with_for_update=True)
            if row is not None and row.status is MailStatus.SENDING:
                mail_rows.close(row, MailStatus.UNSURE, problem)

    def send_mail_again(self, mail: MailId, at: datetime) -> MailRecord:
        """Queues a mail again that failed or is unsure; one that is queued stays so.

        Raises UnknownMail for one that is neither, and what `queue_mail` does.
        """
        try:
            with transaction(self._writing) as session:
                row = session.get(SiteMail, mail, with_for_update=True)
                if row is None or row.status not in (*mail_rows.AGAIN, MailStatus.QUEUED):
                    raise UnknownMail
                rows.must_be_ready(session, self._cipher, rows.hold(session, SiteReferralId(row.referral_id)))
                if row.status in mail_rows.AGAIN:
                    row.status, row.next_at, row.attempts = MailStatus.QUEUED, at, 0
                return mail_rows.as_record(row)
        except IntegrityError as error:
            raise MailUnderWay from error

    def cancel_mail(self, mail: MailId) -> None:
        """Takes back a mail that is not sent yet; one that a sender has just taken goes its way."""
        with transaction(self._writing) as session:
            row = session.get(SiteMail, mail, with_for_update=True)
            if row is not None and row.status in (*mail_rows.AGAIN, MailStatus.QUEUED):
                mail_rows.close(row, MailStatus.CANCELLED)


def _queued_once(session: Session, cipher: Cipher, mail: SiteMail) -> SiteMail:
    referral = rows.hold(session, SiteReferralId(mail.referral_id))
    known = mail_rows.of_key(session, mail.referral_id, mail.key)
    if known is not None:
        return known
    rows.must_be_ready(session, cipher, referral)
    session.add(mail)
    session.flush()
    return mail


def _may_go(session: Session, cipher: Cipher, mail: SiteMail) -> bool:
    try:
        rows.must_be_ready(session, cipher, rows.hold(session, SiteReferralId(mail.referral_id)))
    except (MustNotBeCalled, NotAgreed, NoContact):
        return False
    return True


def _note_as_sent(session: Session, mail: SiteMail, at: datetime) -> None:
    referral = rows.hold(session, SiteReferralId(mail.referral_id))
    if referral.status is SiteReferralStatus.NEW:
        referral.status, referral.status_at = SiteReferralStatus.SENT, at
    rows.add_step(session, referral, "", mail.queued_by, at)
