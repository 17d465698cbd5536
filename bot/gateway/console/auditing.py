"""What people do at the console, in the audit log."""

from bot.gateway.door import Door
from bot.store import AuditAction, StaffRecord
from bot.store.kept_audit import Detail


def audited(
    door: Door, staff: StaffRecord, action: AuditAction, subject: str = "", **details: Detail
) -> None:
    """Add an entry: who did what to what, by ids alone.

    `subject` is the id of a case or of a person of the staff. Raises ValueError for words that are more than names,
    and RecordsUnavailable: what cannot be told is not done, so call it before showing something, and within
    `records.together()` beside a change.
    """
    door.app.audit(str(staff.id), action, subject, **details)
