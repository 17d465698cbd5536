"""Whether a code, or a password, is that of a person who is known already."""

from bot.callcenter.second_step import looks_like_app_code, plain_code, step_of_code
from bot.gateway.console.letting_in import LONGEST_PASSWORD, claimed
from bot.gateway.door import Door
from bot.store import AuditAction, StaffRecord

CODE, RECOVERY_CODE, PASSWORD = "code", "recovery_code", "password"


def proved_by_code(door: Door, staff: StaffRecord, typed: str) -> str | None:
    """What a code was that served, and serves no more; None if it does not serve. It counts as an attempt."""
    if not claimed(door, staff):
        door.app.audit("sign_in", AuditAction.SIGN_IN_LOCKED, str(staff.id), by=CODE)
        return None
    used = (
        CODE
        if _is_app_code(door, staff, typed)
        else RECOVERY_CODE
        if _is_recovery(door, staff, typed)
        else None
    )
    if used is None:
        door.app.audit("sign_in", AuditAction.SIGN_IN_FAILED, str(staff.id), by=CODE)
    if used == RECOVERY_CODE:
        left = door.records.recovery_codes_left(staff.id)
        door.app.audit(str(staff.id), AuditAction.RECOVERY_CODE_USED, str(staff.id), left=left)
    return used


def proved_by_password(door: Door, staff: StaffRecord, typed: str) -> bool:
    """Whether this is the person's password. It counts as an attempt."""
    may_try = claimed(door, staff)
    kept = door.records.staff_secrets(staff.id).password_hash
    is_right = door.passwords.is_right(typed[:LONGEST_PASSWORD], kept) and may_try
    if not is_right:
        failed = AuditAction.SIGN_IN_FAILED if may_try else AuditAction.SIGN_IN_LOCKED
        door.app.audit("sign_in", failed, str(staff.id), by=PASSWORD)
    return is_right


def proved(door: Door, staff: StaffRecord, typed: str) -> str | None:
    """What was given, a password or a code; None if it was neither."""
    if looks_like_app_code(typed):
        return proved_by_code(door, staff, typed)
    return PASSWORD if proved_by_password(door, staff, typed) else None


def recovery_digest(door: Door, staff: StaffRecord, code: str) -> str:
    """What stands for a recovery code in the records."""
    return door.desk.digest("recovery code", f"{staff.id}:{plain_code(code)}")


def _is_app_code(door: Door, staff: StaffRecord, typed: str) -> bool:
    secret = door.records.staff_secrets(staff.id).totp_secret
    step = secret and step_of_code(secret, typed, door.app.now())
    return bool(step) and door.records.use_code_of_step(staff.id, step)


def _is_recovery(door: Door, staff: StaffRecord, typed: str) -> bool:
    return door.records.use_recovery_code(staff.id, recovery_digest(door, staff, typed))
