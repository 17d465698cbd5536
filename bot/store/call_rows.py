"""The rows of telephone calls, within a transaction that the caller holds."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.errors import CallEnded, UnknownCall
from bot.store.kept_calls import CallId, CallRecord, LineRecord, PauseRecord
from bot.store.kept_cases import CaseId
from bot.store.kept_staff import StaffId
from bot.store.tables_calls import Call, CallLine, CallPause


def hold(session: Session, call: CallId) -> Call:
    """The call, kept from all other writers until the transaction ends. Raises UnknownCall."""
    held = session.get(Call, call, with_for_update=True)
    if held is None:
        raise UnknownCall
    return held


def hold_open(session: Session, call: CallId) -> Call:
    """The same for a call that goes on. Raises UnknownCall and CallEnded."""
    held = hold(session, call)
    if held.ended_at is not None:
        raise CallEnded
    return held


def pause_of(call: Call) -> CallPause | None:
    """The rest that lasts."""
    return next((each for each in call.pauses if each.resumed_at is None), None)


def line_of_key(session: Session, call: CallId, key: str) -> CallLine | None:
    """The line that was kept under this key."""
    return session.scalars(
        select(CallLine).where(CallLine.call_id == call, CallLine.key == key)
    ).one_or_none()


def add_line(session: Session, call: Call, line: CallLine) -> CallLine:
    """Adds a line after the last one of its call."""
    last = session.scalar(select(func.max(CallLine.number)).where(CallLine.call_id == call.id))
    line.call_id, line.number = call.id, (last or 0) + 1
    session.add(line)
    return line


def as_record(row: Call) -> CallRecord:
    """The row and its pauses as a plain value."""
    return CallRecord(
        id=CallId(row.id),
        case_id=CaseId(row.case_id),
        agent=StaffId(row.agent),
        caller=row.caller,
        direction=row.direction,
        continued=row.continued,
        recorded=row.recorded,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        alarmed_at=row.alarmed_at,
        safe_at=row.safe_at,
        pauses=tuple(_pause_record(each) for each in row.pauses),
    )


def _pause_record(row: CallPause) -> PauseRecord:
    return PauseRecord(
        reason=row.reason,
        words=row.words,
        paused_at=row.paused_at,
        paused_by=StaffId(row.paused_by),
        resumed_at=row.resumed_at,
        resumed_by=None if row.resumed_by is None else StaffId(row.resumed_by),
    )


def line_as_record(row: CallLine) -> LineRecord:
    """The row as a plain value."""
    return LineRecord(row.line, row.kind, row.digest, row.at, StaffId(row.by))
