"""A call, and whether somebody may see it and has it in hand."""

from dataclasses import dataclass
from uuid import UUID

from bot.gateway.console.access import may_see
from bot.gateway.console.auditing import audited
from bot.gateway.door import Door
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffId, StaffRecord, TurnRecord
from bot.store.kept_calls import CallId, CallRecord, CallState, LineRecord
from bot.store.kept_cases import CaseRecord


@dataclass(frozen=True, slots=True)
class Calling:
    """A call, its case, and who sits at the desk. `looks`: they may see what was said."""

    door: Door
    staff: StaffRecord
    call: CallRecord
    case: CaseRecord
    looks: bool = True

    @property
    def holder(self) -> StaffId | None:
        """Who else has the case in hand."""
        holder = self.case.holder(self.door.app.now())
        return None if holder == self.staff.id else holder

    def lines(self) -> tuple[LineRecord, ...]:
        """What was read and looked up so far."""
        return self.door.records.lines_of_call(self.call.id)

    def turns(self) -> tuple[TurnRecord, ...]:
        """What was said so far, in the chat too where the call goes on with one."""
        return self.door.records.turns(self.case.conversation)


def call_seen(door: Door, staff: StaffRecord, call_id: UUID) -> Calling:
    """A call, for a page of it; that it was seen is told in the audit log. Raises Refusal."""
    calling = call_shown(door, staff, call_id)
    audited(door, staff, AuditAction.CASE_VIEWED, str(calling.case.id), call=str(call_id))
    return calling


def call_shown(door: Door, staff: StaffRecord, call_id: UUID) -> Calling:
    """A call as it stands after something was done in it. Raises Refusal for one that this person may not see.

    One that rests can be taken up by anybody who runs calls, and who had one in hand is told who has it now.
    """
    call = door.records.call(CallId(call_id))
    if call is None:
        raise Refusal("not_found")
    case = door.records.case(call.case_id)
    looks = may_see(door, staff, case) or _took_part(staff, call)
    if not looks and call.state is not CallState.PAUSED and not _had_it(door, staff, case):
        raise Refusal("not_found")
    return Calling(door, staff, call, case, looks)


def _took_part(staff: StaffRecord, call: CallRecord) -> bool:
    return staff.id == call.agent or any(each.resumed_by == staff.id for each in call.pauses)


def _had_it(door: Door, staff: StaffRecord, case: CaseRecord) -> bool:
    return any(each.was == staff.id for each in door.records.handovers(case.id))


def call_in_hand(door: Door, staff: StaffRecord, call_id: UUID) -> Calling:
    """A call that goes on and that this person has in hand from now on. Raises Refusal."""
    call = door.records.call(CallId(call_id))
    if call is None:
        raise Refusal("not_found")
    if call.state is CallState.ENDED:
        raise Refusal("call_ended")
    if call.state is CallState.PAUSED:
        raise Refusal("call_rests")
    if call.agent != staff.id:
        raise Refusal("taken_over")
    return Calling(door, staff, call, held(door, staff, call))


def held(door: Door, staff: StaffRecord, call: CallRecord, reason: str | None = None) -> CaseRecord:
    """The case of a call, in the hand of this person. Raises Refusal when somebody else has it."""
    now = door.app.now()
    case = door.records.hold_case(call.case_id, staff.id, now, reason)
    if case.holder(now) != staff.id:
        raise Refusal("taken_over")
    return case
