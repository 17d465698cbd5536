"""Setting up the second step: an app that shows codes, and codes on paper."""

from fastapi import Request, Response

from bot.callcenter import second_step
from bot.gateway.console.pages import render
from bot.gateway.console.proving import recovery_digest
from bot.gateway.door import Door
from bot.store import AuditAction, StaffSession

SEAL = "second step"
SEALED_SECONDS = 3600


def offer(request: Request, door: Door, session: StaffSession, following: str, problem: str = "") -> Response:
    """Show a new secret, which is kept only once a code shows that the app has it."""
    return _show(request, door, session, second_step.new_secret(), following, problem)


def _show(
    request: Request, door: Door, session: StaffSession, secret: str, following: str, problem: str
) -> Response:
    return render(
        request,
        "account/second_step.html",
        422 if problem else 200,
        picture=second_step.picture_for_app(secret, session.staff.email),
        secret=second_step.spoken_secret(secret),
        sealed=door.desk.seal(SEAL, [session.digest, secret]),
        following=following,
        problem=problem,
    )


def take(
    request: Request, door: Door, session: StaffSession, sealed: str, code: str, following: str
) -> Response:
    """Keep the secret if the code is right, and show the recovery codes, this once."""
    secret = _unsealed(door, session, sealed)
    if secret is None:
        return offer(request, door, session, following, "old")
    step = second_step.step_of_code(secret, code, door.app.now())
    if step is None:
        return _show(request, door, session, secret, following, "wrong")
    codes = second_step.new_recovery_codes()
    digests = [recovery_digest(door, session.staff, each) for each in codes]
    door.records.set_second_step(session.staff.id, secret, step, digests, session.digest)
    door.records.forget_failures(session.staff.id)
    door.app.audit(str(session.staff.id), AuditAction.SECOND_STEP_SET_UP, str(session.staff.id))
    return render(request, "account/recovery_codes.html", codes=codes, following=following)


def renew_codes(request: Request, door: Door, session: StaffSession, following: str) -> Response:
    """Replace the recovery codes, and show them, this once."""
    codes = second_step.new_recovery_codes()
    digests = [recovery_digest(door, session.staff, each) for each in codes]
    door.records.renew_recovery_codes(session.staff.id, digests)
    door.app.audit(str(session.staff.id), AuditAction.RECOVERY_CODES_RENEWED, str(session.staff.id))
    return render(request, "account/recovery_codes.html", codes=codes, following=following)


def _unsealed(door: Door, session: StaffSession, sealed: str) -> str | None:
    content = door.desk.unseal(SEAL, sealed, SEALED_SECONDS)
    if not isinstance(content, list) or content[0] != session.digest:
        return None
    return content[1]
