"""Telephone calls: begun, paused, taken up, ended; and the lines of the script that were read in them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.store import call_rows
from bot.store.database import transaction
from bot.store.kept import GivenBy
from bot.store.kept_calls import (
    CallDirection,
    CallId,
    CallOutcome,
    CallRecord,
    LineKind,
    LineRecord,
    PauseReason,
)
from bot.store.kept_cases import CaseId
from bot.store.kept_staff import StaffId
from bot.store.opened import OpenedDatabase
from bot.store.tables_calls import Call, CallLine, CallPause


class CallRecords(OpenedDatabase):
    """Calls; a part of `Records`, whose promises hold here too.

    A call that is not (or no longer) kept cannot change: UnknownCall. One that has ended stays as it ended:
    CallEnded, except that ending it again changes nothing.
    """

    def begin_call(
        self,
        call: CallId,
        case: CaseId,
        agent: StaffId,
        at: datetime,
        *,
        caller: GivenBy,
        direction: CallDirection,
        continued: bool,
    ) -> CallRecord:
        """Begins a call under an id that was made for it; with an id that was used, gives that call unchanged."""
        begun = Call(
            id=call,
            case_id=case,
            agent=agent,
            caller=caller,
            direction=direction,
            continued=continued,
            started_at=at,
        )
        try:
            return self._begin_call(begun)
        except IntegrityError:
            # The same form was sent twice at once; now the call is there to be found.
            return self._begin_call(begun)

    def _begin_call(self, begun: Call) -> CallRecord:
        with transaction(self._writing) as session:
            known = session.get(Call, begun.id)
            return call_rows.as_record(known or session.merge(begun))

    def call(self, call: CallId) -> CallRecord | None:
        """A call, or None when there is none."""
        with transaction(self._reading) as session:
            row = session.get(Call, call)
            return None if row is None else call_rows.as_record(row)

    def calls_of_case(self, case: CaseId) -> tuple[CallRecord, ...]:
        """All calls about a case, oldest first."""
        wanted = select(Call).where(Call.case_id == case).order_by(Call.started_at, Call.id)
        with transaction(self._reading) as session:
            return tuple(call_rows.as_record(row) for row in session.scalars(wanted))

    def open_calls(self, agent: StaffId | None = None) -> tuple[CallRecord, ...]:
        """The calls that have not ended, of one agent or of all, newest first."""
        wanted = select(Call).where(Call.ended_at.is_(None)).order_by(Call.started_at.desc(), Call.id)
        if agent is not None:
            wanted = wanted.where(Call.agent == agent)
        with transaction(self._reading) as session:
            return tuple(call_rows.as_record(row) for row in session.scalars(wanted))

    def note_recording(self, call: CallId, recorded: bool) -> CallRecord:
        """Keeps what the caller said to being recorded."""
        return self._keep(call, recorded=recorded)

    def speak_with(self, call: CallId, caller: GivenBy) -> CallRecord:
        """Keeps that somebody else answers from now on."""
        return self._keep(call, caller=caller)

    def take_call(self, call: CallId, agent: StaffId) -> CallRecord:
        """Gives a call to another agent."""
        return self._keep(call, agent=agent)

    def pause_call(
        self, call: CallId, reason: PauseReason, words: str | None, by: StaffId, at: datetime
    ) -> CallRecord:
        """Lets a call rest; one that rests already is left as it is."""
        with transaction(self._writing) as session:
            held = call_rows.hold_open(session, call)
            if call_rows.pause_of(held) is None:
                number = len(held.pauses) + 1
                pause = CallPause(number=number, reason=reason, words=words, paused_at=at, paused_by=by)
                held.pauses.append(pause)
            return call_rows.as_record(held)

    def resume_call(self, call: CallId, by: StaffId, at: datetime) -> CallRecord:
        """Takes up a call that rests; from now on it is this agent's. One that does not rest is left as it is."""
        with transaction(self._writing) as session:
            held = call_rows.hold_open(session, call)
            pause = call_rows.pause_of(held)
            if pause is not None:
                pause.resumed_at, pause.resumed_by, held.agent = at, by, by
            return call_rows.as_record(held)

    def alarm_call(self, call: CallId, at: datetime) -> CallRecord:
        """Keeps that an emergency came up."""
        return self._keep(call, alarmed_at=at)

    def calm_call(self, call: CallId, at: datetime) -> CallRecord:
        """Keeps that the caller is safe."""
        return self._keep(call, safe_at=at)

    def _keep(self, call: CallId, **changed: object) -> CallRecord:
        with transaction(self._writing) as session:
            held = call_rows.hold_open(session, call)
            for name, value in changed.items():
                setattr(held, name, value)
            return call_rows.as_record(held)

    def end_call(self, call: CallId, outcome: CallOutcome, at: datetime) -> CallRecord:
        """Ends a call; one that has ended is left as it is."""
        with transaction(self._writing) as session:
            held = call_rows.hold(session, call)
            if held.ended_at is None:
                held.ended_at, held.outcome = at, outcome
            return call_rows.as_record(held)

    def keep_line(
        self, call: CallId, key: str, line: str, kind: LineKind, digest: str, by: StaffId, at: datetime
    ) -> LineRecord:
        """Keeps that a line was read or looked up; a key that was taken before gives the line kept then."""
        with transaction(self._writing) as session:
            held = call_rows.hold_open(session, call)
            known = call_rows.line_of_key(session, call, key)
            if known is None:
                kept = CallLine(key=key, line=line, kind=kind, digest=digest, by=by, at=at)
                known = call_rows.add_line(session, held, kept)
            return call_rows.line_as_record(known)

    def lines_of_call(self, call: CallId) -> tuple[LineRecord, ...]:
        """What was read and looked up in a call, oldest first."""
        wanted = select(CallLine).where(CallLine.call_id == call).order_by(CallLine.number)
        with transaction(self._reading) as session:
            return tuple(call_rows.line_as_record(row) for row in session.scalars(wanted))
