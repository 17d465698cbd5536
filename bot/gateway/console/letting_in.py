"""Letting somebody in whose password, code or provider vouched for them."""

from datetime import timedelta

from fastapi import Request, Response

from bot.callcenter.lockout import wait_after
from bot.gateway.console.going import SIGN_IN, go, own_path, with_next
from bot.gateway.console.signed_in import step_due
from bot.gateway.door import Door
from bot.store import AuditAction, StaffRecord, StaffSecrets

LONGEST_PASSWORD = 256


def known_by_password(door: Door, email: str, password: str) -> StaffRecord | None:
    """Who somebody is; None for every failure, which all take the same time.

    The attempt is counted as a failure until the person is let in.
    """
    known = door.records.staff_of_email(email.strip())
    may_try = known is not None and claimed(door, known.staff)
    if not may_try:
        door.records.count_attempt_not_looked_at()
    is_right = door.passwords.is_right(password[:LONGEST_PASSWORD], known and known.password_hash)
    if known is None:
        door.app.audit("sign_in", AuditAction.SIGN_IN_FAILED, "unknown")
        return None
    if not (may_try and is_right and known.staff.active):
        door.app.audit("sign_in", _failure(known, may_try), str(known.staff.id), by="password")
        return None
    _renew(door, known, password)
    return known.staff


def claimed(door: Door, staff: StaffRecord) -> bool:
    """Whether an attempt may be looked at; it is counted as a failure until it turns out to be none."""
    return door.records.claim_attempt(staff.id, door.app.now(), wait_after)


def _failure(known: StaffSecrets, may_try: bool) -> AuditAction:
    return AuditAction.SIGN_IN_FAILED if may_try else AuditAction.SIGN_IN_LOCKED


def _renew(door: Door, known: StaffSecrets, password: str) -> None:
    kept = known.password_hash
    if kept is not None and door.passwords.is_outdated(kept):
        door.records.renew_hash(known.staff.id, kept, door.passwords.hash(password))


def let_in(
    request: Request,
    door: Door,
    staff: StaffRecord,
    following: str,
    *,
    by: str,
    code_due: bool = False,
    by_provider: bool = False,
) -> Response:
    """Open a session with a new name in place of the one before, and send the browser where signing in goes on.

    `by` is what the person gave last; `following` the page that they wanted.
    """
    _remove_ended_sessions(door)
    value, before = door.desk.new(), door.desk.shown(request)
    session = door.records.open_staff_session(
        staff.id,
        door.desk.session(value),
        door.app.now(),
        code_due=code_due,
        by_provider=by_provider,
        instead_of=before and door.desk.session(before),
    )
    if session is None:
        return go(request, SIGN_IN)
    if code_due:
        door.records.give_back_attempt(staff.id)
    else:
        door.records.forget_failures(staff.id)
        door.app.audit(str(staff.id), AuditAction.SIGNED_IN, str(staff.id), by=by)
    step = step_due(door, session)
    response = go(request, with_next(step, own_path(following)) if step else own_path(following))
    door.desk.give(response, value)
    return response


def _remove_ended_sessions(door: Door) -> None:
    now, settings = door.app.now(), door.app.settings
    started = now - timedelta(hours=settings.staff_hours)
    door.records.end_staff_sessions_before(started, now - timedelta(minutes=settings.staff_idle_minutes))
