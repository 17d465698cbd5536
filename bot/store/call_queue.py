"""Who is to be called and who must not be: a part of the records."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store import callbacks, case_rows, do_not_call, queue_rows
from bot.store.cases import CaseRecords
from bot.store.database import transaction
from bot.store.errors import CallbackClosed, UnknownCallback
from bot.store.kept import AnswerRecord, CallbackId, CallbackRecord, CallbackStatus
from bot.store.kept_cases import CaseRecord
from bot.store.kept_queue import AttemptOutcome, AttemptRecord, DoNotCallRecord, LiftReason
from bot.store.kept_staff import StaffId
from bot.store.tables import Callback
from bot.store.tables_cases import CallAttempt


class QueueRecords(CaseRecords):
    """Calls to be made, attempts, and numbers that must not be called; a part of `Records`."""

    def callback(self, callback: CallbackId) -> CallbackRecord | None:
        """The request to be called, or None when it is not kept."""
        with transaction(self._reading) as session:
            row = session.get(Callback, callback)
            return None if row is None else callbacks.as_record(row)

    def waiting_callbacks(self, conversation: str | None = None) -> tuple[CallbackRecord, ...]:
        """The requests of all who are to be called and may be, oldest first; of this conversation alone, if given."""
        wanted = queue_rows.waiting()
        if conversation is not None:
            wanted = wanted.where(Callback.conversation == conversation)
        with transaction(self._reading) as session:
            return tuple(callbacks.as_record(row) for row in session.scalars(wanted))

    def count_waiting_callbacks(self, day: date) -> int:
        """How many are to be called by the end of this day and may be."""
        due = queue_rows.waiting().where(Callback.due_on <= day).order_by(None)
        with transaction(self._reading) as session:
            return session.scalar(due.with_only_columns(func.count(), maintain_column_froms=True)) or 0

    def claim_callback(self, callback: CallbackId, staff: StaffId, at: datetime) -> CaseRecord:
        """Takes the case of somebody who is to be called in hand, and opens it if need be.

        Where another has it in hand, or another case of somebody with the same number, that case is returned
        unchanged: nobody is called by two at once. Raises UnknownCallback, CallbackClosed and MustNotBeCalled.
        """
        asked = self._asked(callback)
        digest = callbacks.phone_digest(self._cipher, asked.phone)
        self.open_case(asked.conversation, at)
        with transaction(self._writing) as session:
            same = queue_rows.hold_same_phone(session, digest)
            held = _to_be_called(session, callback)
            taken = queue_rows.in_other_hands(session, [each.conversation for each in same], staff, at)
            case = taken or case_rows.put_in_hand(case_rows.of(session, held.conversation), staff, at)
            return case_rows.as_record(case)

    def who_calls(self, callback: CallbackId, staff: StaffId, at: datetime) -> StaffId | None:
        """Who else has somebody with this number in hand, under whatever conversation. Raises UnknownCallback."""
        digest = callbacks.phone_digest(self._cipher, self._asked(callback).phone)
        with transaction(self._reading) as session:
            cases = map(case_rows.as_record, session.scalars(queue_rows.cases_with_phone(digest)))
            holders = (case.holder(at) for case in cases)
            return next((holder for holder in holders if holder not in (None, staff)), None)

    def record_attempt(
        self,
        callback: CallbackId,
        *,
        by: StaffId,
        outcome: AttemptOutcome,
        note: str | None,
        again_on: date | None,
        status: CallbackStatus,
        due_on: date | None,
        at: datetime,
        best_time: str | None = None,
    ) -> CallbackRecord:
        """Keeps an attempt to call somebody and what it leads to; `due_on` is the day of the next, if any.

        `best_time` is when to call, in the person's words, where they said it anew.

        Where the outcome is that they must not be called, their number is entered in the list at once. Raises
        UnknownCallback, CallbackClosed and MustNotBeCalled.
        """
        digest = callbacks.phone_digest(self._cipher, self._asked(callback).phone)
        with transaction(self._writing) as session:
            same = queue_rows.hold_same_phone(session, digest)
            held = _to_be_called(session, callback)
            attempt = CallAttempt(at=at, by=by, outcome=outcome, note=note, again_on=again_on)
            queue_rows.add_attempt(session, held, attempt)
            held.status, held.status_at, held.due_on = status, at, due_on or held.due_on
            held.best_time = best_time or held.best_time
            if outcome is AttemptOutcome.DO_NOT_CALL:
                queue_rows.cancel(same, at)
                do_not_call.enter(session, digest, at, by)
            return callbacks.as_record(held)

    def _asked(self, callback: CallbackId) -> CallbackRecord:
        asked = self.callback(callback)
        if asked is None:
            raise UnknownCallback
        return asked

    def answers_about(
        self, conversations: Collection[str], facts: Collection[str]
    ) -> dict[str, dict[str, AnswerRecord]]:
        """By conversation and fact, the answers to these facts in the current screening, withdrawn ones too."""
        with transaction(self._reading) as session:
            return queue_rows.answers_about(session, conversations, facts)

    def attempts(self, those: Collection[CallbackId]) -> dict[CallbackId, tuple[AttemptRecord, ...]]:
        """The attempts to call, by the request, oldest first; requests without one are left out."""
        wanted = select(CallAttempt).where(CallAttempt.callback_id.in_(those)).order_by(CallAttempt.number)
        found: dict[CallbackId, tuple[AttemptRecord, ...]] = {}
        with transaction(self._reading) as session:
            for row in session.scalars(wanted):
                known = found.get(CallbackId(row.callback_id), ())
                found[CallbackId(row.callback_id)] = (*known, queue_rows.as_record(row))
        return found

    def do_not_call(self, phone: str, by: StaffId, at: datetime) -> None:
        """From now on the number ("+15155550123") must not be called; all requests to call it are cancelled.

        It stays so when everything else about the person is deleted. Raises ValueError for another form.
        """
        callbacks.check(phone)
        digest = callbacks.phone_digest(self._cipher, phone)
        with transaction(self._writing) as session:
            queue_rows.cancel(queue_rows.hold_same_phone(session, digest), at)
            do_not_call.enter(session, digest, at, by)

    def lift_do_not_call(self, phone: str, by: StaffId, at: datetime, reason: LiftReason) -> bool:
        """The number may be called again; returns whether it could not before."""
        digest = callbacks.phone_digest(self._cipher, phone)
        with transaction(self._writing) as session:
            return do_not_call.lift(session, digest, at, by, reason)

    def may_call(self, phone: str) -> bool:
        """Whether nobody asked that this number ("+15155550123") must not be called, nor given to others to call."""
        return all(entry.lifted_at is not None for entry in self.do_not_call_history(phone))

    def do_not_call_history(self, phone: str) -> tuple[DoNotCallRecord, ...]:
        """From when to when the number must not be called, oldest first."""
        digest = callbacks.phone_digest(self._cipher, phone)
        with transaction(self._reading) as session:
            return tuple(
                do_not_call.as_record(row) for row in session.scalars(do_not_call.history_of(digest))
            )


def _to_be_called(session: Session, callback: CallbackId) -> Callback:
    held = callbacks.hold(session, callback)
    if held.status in callbacks.FINAL:
        raise CallbackClosed
    do_not_call.demand_permission(session, held.phone_digest, None)
    return held
