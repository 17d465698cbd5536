"""Whose cases somebody may see: their own and those in the queue, or the whole team's."""

from bot.callcenter.rights import Right, rights_of
from bot.gateway.console.auditing import audited
from bot.gateway.door import Door
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, StaffRecord
from bot.store.kept_cases import CaseId, CaseRecord


def case_seen(door: Door, staff: StaffRecord, case_id: CaseId) -> CaseRecord:
    """A case that this person may see; that they saw it is told in the audit log. Raises Refusal."""
    case = door.records.case(case_id)
    if case is None or not may_see(door, staff, case):
        raise Refusal("not_found")
    audited(door, staff, AuditAction.CASE_VIEWED, str(case.id))
    return case


def may_see(door: Door, staff: StaffRecord, case: CaseRecord) -> bool:
    """Whether this person may see a case."""
    if Right.SEE_TEAM_CASES in rights_of(staff.role) or case.belongs_to(staff.id, door.app.now()):
        return True
    return bool(door.records.waiting_callbacks(case.conversation))


def name_of(door: Door, case: CaseRecord) -> str | None:
    """What the person of a case is called, as they last said when they asked for a call."""
    asked = door.records.callbacks(conversation=case.conversation)
    return asked[-1].name if asked else None


def may_be_called(door: Door, case: CaseRecord) -> bool:
    """Whether there is no telephone number of this person, or one at which they may be called."""
    asked = door.records.callbacks(conversation=case.conversation)
    return not asked or any(door.records.may_call(each.phone) for each in asked)
