"""What joins a conversation to a person: the code said on the phone, and the request to be called."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from bot.store import callbacks, codes, do_not_call, screenings, search_rows
from bot.store.database import transaction
from bot.store.errors import CallbackClosed
from bot.store.kept import CallbackId, CallbackRecord, CallbackStatus, ScreeningId, ScreeningRecord
from bot.store.kept_queue import CallReason
from bot.store.kept_search import SearchKind
from bot.store.opened import OpenedDatabase
from bot.store.tables import Callback


class ContactRecords(OpenedDatabase):
    """Reference codes and callback requests; a part of `Records`, whose promises hold here too."""

    def reference_code(
        self,
        screening: ScreeningId,
        at: datetime,
        lifetime: timedelta,
        choose: codes.Choose = secrets.choice,
    ) -> str:
        """The code by which a screening is found again, such as "KTMR-4736"; see `bot.store.codes`.

        It is made when first asked for, valid for `lifetime` from then, and the same until it expires. Raises
        ValueError for a lifetime that is not positive, and NoFreeCode when all codes are used up.
        """
        if lifetime <= timedelta(0):
            raise ValueError("a reference code needs a positive lifetime")
        try:
            return self._reference_code(screening, at, lifetime, choose)
        except IntegrityError:
            # Another worker gave the same code away in the same instant; now it is there to be avoided.
            return self._reference_code(screening, at, lifetime, choose)

    def _reference_code(
        self, screening: ScreeningId, at: datetime, lifetime: timedelta, choose: codes.Choose
    ) -> str:
        with transaction(self._writing) as session:
            screenings.hold(session, screening)
            valid = codes.valid_of(session, screening, at)
            return codes.spoken((valid or codes.add(session, screening, at, lifetime, choose)).code)

    def screening_of_code(self, code: str, at: datetime) -> ScreeningRecord | None:
        """The screening of a code, or None when there is no such code or it has expired.

        Case, blanks and hyphens do not count. A code alone proves nothing about who says it.
        """
        with transaction(self._reading) as session:
            screening = codes.screening_of(session, code, at)
            return None if screening is None else screenings.as_record(screening)

    def request_callback(
        self,
        conversation: str,
        *,
        name: str,
        phone: str,
        phone_as_given: str,
        best_time: str | None,
        consent_at: datetime,
        message_id: str,
        at: datetime,
        due_on: date | None = None,
        reason: CallReason = CallReason.ASKED,
        lifts_do_not_call: bool = False,
    ) -> CallbackRecord:
        """Keeps the request to be called, and returns what is kept.

        It needs no screening, but a consent of its own, given at `consent_at`. `phone` is in E.164 form
        ("+15155550123"), `phone_as_given` and `best_time` are in the person's words. `due_on` is the day of the
        call, the day of the request unless given. One message requests one call: when it is delivered again, the
        request first kept stands. Raises ValueError for a `phone` in another form.

        A number that must not be called raises MustNotBeCalled, unless the consent was given in full knowledge of
        that (`lifts_do_not_call`): then it may be called again, and this is kept.
        """
        callbacks.check(phone)
        details = {
            "name": name,
            "phone": phone,
            "phone_as_given": phone_as_given,
            "best_time": best_time,
            "consent_at": consent_at,
            "created_at": at,
            "due_on": due_on or at.date(),
            "reason": reason,
            "phone_digest": callbacks.phone_digest(self._cipher, phone),
        }
        try:
            return self._request_callback(conversation, message_id, details, lifts_do_not_call)
        except IntegrityError:
            # Another worker kept this message in the same instant; now it is there to be found.
            return self._request_callback(conversation, message_id, details, lifts_do_not_call)

    def _request_callback(
        self, conversation: str, message_id: str, details: dict[str, Any], lifts: bool
    ) -> CallbackRecord:
        with transaction(self._writing) as session:
            callback = callbacks.of_message(session, conversation, message_id)
            if callback is None:
                do_not_call.demand_permission(
                    session, details["phone_digest"], details["created_at"] if lifts else None
                )
                asked = Callback(conversation=conversation, message_id=message_id, **details)
                callback = callbacks.add(session, asked)
                search_rows.index(session, self._cipher, conversation, SearchKind.NAME, asked.name)
                search_rows.index(session, self._cipher, conversation, SearchKind.PHONE, asked.phone)
                session.flush()
            return callbacks.as_record(callback)

    def callbacks(
        self, status: CallbackStatus | None = None, conversation: str | None = None
    ) -> tuple[CallbackRecord, ...]:
        """The requests to be called, oldest first; only those with this status or of this conversation, if given."""
        with transaction(self._reading) as session:
            return tuple(callbacks.as_record(row) for row in callbacks.those(session, status, conversation))

    def mark_callback(self, callback: CallbackId, status: CallbackStatus, at: datetime) -> CallbackRecord:
        """Notes how far a request has come, and returns what is kept; one that has this status stays as it is.

        Raises UnknownCallback, and CallbackClosed for one that is done or cancelled.
        """
        with transaction(self._writing) as session:
            held = callbacks.hold(session, callback)
            if held.status is not status:
                if held.status in callbacks.FINAL:
                    raise CallbackClosed
                held.status, held.status_at = status, at
            return callbacks.as_record(held)

    def cancel_callback(self, callback: CallbackId, at: datetime) -> CallbackRecord:
        """Cancels a request, as `mark_callback`."""
        return self.mark_callback(callback, CallbackStatus.CANCELLED, at)
