"""Who is signed in, and whether they may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request

from bot.callcenter.rights import Right, rights_of
from bot.gateway.console.going import SIGN_IN, GoTo, is_htmx, page_asked_from, with_next
from bot.gateway.door import Door, TheDoor
from bot.gateway.refusals import Refusal
from bot.store import Role, StaffRecord, StaffSession

CODE = f"{SIGN_IN}/code"
SECOND_STEP = f"{SIGN_IN}/second-step"
PROVE = "/console/prove"
NOTED_EVERY = timedelta(minutes=1)


def needs(right: Right) -> Callable[..., StaffRecord]:
    """A dependency: the person who asks, who must be signed in and have this right.

    Raises GoTo for one who is not signed in, and Refusal for one who lacks the right.
    """

    def staff(request: Request, door: TheDoor) -> StaffRecord:
        person = _signed_in(request, door).staff
        if right not in rights_of(person.role):
            raise Refusal("no_right")
        return person

    staff.right = right
    return staff


def _signed_in(request: Request, door: Door) -> StaffSession:
    session = session_shown(request, door)
    following = page_asked_from(request)
    if session is None:
        raise GoTo(with_next(SIGN_IN, following))
    step = step_due(door, session)
    if step is not None:
        raise GoTo(with_next(step, following))
    _note_life(request, door, session)
    request.state.session = session
    return session


def session_shown(request: Request, door: Door) -> StaffSession | None:
    """The session that a request shows, at whatever step of signing in; None when it shows none that still counts."""
    value = door.desk.shown(request)
    session = value and door.records.staff_session(door.desk.session(value))
    if not session or not session.staff.active:
        return None
    now, settings = door.app.now(), door.app.settings
    if now - session.started_at >= timedelta(hours=settings.staff_hours):
        return None
    return None if now - session.seen_at >= timedelta(minutes=settings.staff_idle_minutes) else session


def step_due(door: Door, session: StaffSession) -> str | None:
    """The page on which signing in goes on; None when it is complete."""
    if session.code_due:
        return CODE
    if not session.staff.has_second_step and not session.by_provider and must_have_codes(door, session.staff):
        return SECOND_STEP
    return None


def must_have_codes(door: Door, staff: StaffRecord) -> bool:
    """Whether a password alone does not let somebody in."""
    return staff.role is not Role.AGENT or door.app.settings.agents_need_codes


def _note_life(request: Request, door: Door, session: StaffSession) -> None:
    # A page that refreshes a part of itself is no sign of a person.
    is_person = request.method != "GET" or not is_htmx(request)
    now = door.app.now()
    if is_person and now - session.seen_at >= NOTED_EVERY:
        door.records.touch_staff_session(session.digest, now)


def current_session(request: Request) -> StaffSession:
    """The session of somebody whose right was looked at before."""
    return request.state.session


def recently_proved(
    request: Request, door: TheDoor, _: Annotated[StaffRecord, Depends(needs(Right.OWN_ACCOUNT))]
) -> None:
    """A dependency for what must not be done from a desk that somebody left: a password or code was just given.

    Raises GoTo.
    """
    proved = current_session(request).proved_at
    if door.app.now() - proved >= timedelta(minutes=door.app.settings.proof_minutes):
        raise GoTo(with_next(PROVE, page_asked_from(request)))
