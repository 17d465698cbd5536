"""Handing a person over to a site: the consent, the contact, and how far it has come."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from bot.store import callbacks, screenings, search_rows
from bot.store import site_referral_rows as rows
from bot.store.database import transaction
from bot.store.errors import UnknownSiteReferral
from bot.store.kept import ScreeningId, SiteRecord
from bot.store.kept_search import SearchKind
from bot.store.kept_site_referrals import (
    LostReason,
    Shared,
    SiteConsent,
    SiteContact,
    SiteReferralId,
    SiteReferralRecord,
    SiteReferralStatus,
    SiteReferralStep,
)
from bot.store.opened import OpenedDatabase
from bot.store.tables_site_referrals import SiteReferral


class SiteReferralRecords(OpenedDatabase):
    """Referrals to sites; a part of `Records`, whose promises hold here too. `by` is always a staff id.

    A referral that is not (or no longer) kept raises UnknownSiteReferral.
    """

    def refer_to_site(
        self, screening: ScreeningId, site: SiteRecord, by: UUID, at: datetime
    ) -> SiteReferralRecord:
        """Begins to hand a screened person over to a site; one that is open for this site stands. Tells nobody.

        Raises UnknownScreening.
        """
        try:
            return self._refer_to_site(screening, site, by, at)
        except IntegrityError:
            # Another worker began it in the same instant; now it is there to be found.
            return self._refer_to_site(screening, site, by, at)

    def _refer_to_site(
        self, screening: ScreeningId, site: SiteRecord, by: UUID, at: datetime
    ) -> SiteReferralRecord:
        with transaction(self._writing) as session:
            held = screenings.hold(session, screening)
            row = rows.open_one(session, held.conversation, site)
            return rows.as_record(session, row or rows.add(session, held, site, by, at))

    def site_referral(self, referral: SiteReferralId) -> SiteReferralRecord:
        """The referral as it stands."""
        with transaction(self._reading) as session:
            row = session.get(SiteReferral, referral)
            if row is None:
                raise UnknownSiteReferral
            return rows.as_record(session, row)

    def site_referrals(
        self,
        conversation: str | None = None,
        statuses: Collection[SiteReferralStatus] | None = None,
    ) -> tuple[SiteReferralRecord, ...]:
        """The referrals, oldest first; only those of this conversation and with these statuses, if given."""
        with transaction(self._reading) as session:
            return tuple(rows.as_record(session, row) for row in rows.those(session, conversation, statuses))

    def site_referral_steps(self, referral: SiteReferralId) -> tuple[SiteReferralStep, ...]:
        """The history of a referral, oldest first."""
        with transaction(self._reading) as session:
            return tuple(rows.step_as_record(row) for row in rows.steps_of(session, referral))

    def site_consents(self, referral: SiteReferralId) -> tuple[SiteConsent, ...]:
        """All that the person said on being contacted by this site, the last first."""
        with transaction(self._reading) as session:
            return tuple(rows.consent_as_record(row) for row in rows.consents_of(session, referral))

    def record_site_consent(
        self,
        referral: SiteReferralId,
        agreed: bool,
        shares: Collection[Shared],
        words_digest: str,
        by: UUID,
        at: datetime,
    ) -> SiteReferralRecord:
        """Keeps what the person said when asked, or that they took it back; the same said again stays as it is.

        Raises ValueError where something is shared without a consent, or a consent shares no contact.
        """
        said = SiteConsent(agreed, frozenset(shares), at, by, words_digest)
        if agreed != (Shared.CONTACT in said.shares) or (not agreed and said.shares):
            raise ValueError("a consent shares the contact at least, and without one nothing is shared")
        with transaction(self._writing) as session:
            row = rows.hold(session, referral)
            if not _said_before(rows.last_consent(session, row), said):
                rows.add_consent(session, row, said)
            return rows.as_record(session, row)

    def set_site_contact(self, referral: SiteReferralId, contact: SiteContact) -> SiteReferralRecord:
        """Keeps how the site reaches the person, in the place of what was kept before.

        Raises ValueError for a `phone` that is not in E.164 form of the United States.
        """
        callbacks.check(contact.phone)
        with transaction(self._writing) as session:
            row = rows.hold(session, referral)
            row.contact_name, row.contact_phone = contact.name, contact.phone
            row.contact_phone_as_given = contact.phone_as_given
            row.contact_email, row.contact_best_time = contact.email, contact.best_time
            for kind, text in _found_by(contact).items():
                search_rows.index(session, self._cipher, row.conversation, kind, text)
            return rows.as_record(session, row)

    def mark_site_referral(
        self,
        referral: SiteReferralId,
        status: SiteReferralStatus,
        by: UUID,
        at: datetime,
        *,
        note: str = "",
        reason: LostReason | None = None,
    ) -> SiteReferralRecord:
        """Takes a referral to its next status (see `NEXT`); one that has this status stays as it is.

        A reason goes with LOST and with nothing else, or a ValueError is raised. Raises NotTheNextStep; for
        SENT NotAgreed, NoContact, and MustNotBeCalled for a number that nobody may call.
        """
        if (status is SiteReferralStatus.LOST) != (reason is not None):
            raise ValueError("a reason goes with a lost referral and with no other")
        with transaction(self._writing) as session:
            row = rows.hold(session, referral)
            if row.status is not status:
                rows.step_to(session, self._cipher, row, status, reason, note, by, at)
            return rows.as_record(session, row)

    def note_site_referral(self, referral: SiteReferralId, note: str, by: UUID, at: datetime) -> None:
        """Adds a note to the history; the last one, sent again by the same person, is kept once."""
        with transaction(self._writing) as session:
            row = rows.hold(session, referral)
            *_, last = rows.steps_of(session, row.id)
            if (last.note, last.by) != (note, by):
                rows.add_step(session, row, note, by, at)


def _found_by(contact: SiteContact) -> dict[SearchKind, str | None]:
    return {
        SearchKind.NAME: contact.name,
        SearchKind.PHONE: contact.phone,
        SearchKind.EMAIL: contact.email,
    }


def _said_before(last: SiteConsent | None, said: SiteConsent) -> bool:
    return last is not None and (last.agreed, last.shares, last.words_digest) == (
        said.agreed,
        said.shares,
        said.words_digest,
    )
