"""Signing in to the console: attempts, passwords, codes, and the sessions of browsers."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete

from bot.store import staff_rows
from bot.store.database import transaction
from bot.store.kept_staff import StaffId, StaffSession
from bot.store.opened import OpenedDatabase
from bot.store.tables import Tally
from bot.store.tables_staff import RecoveryCode, SignedIn

WaitAfter = Callable[[int], timedelta]
"""How long nobody may try again after so many failures in a row."""


NOT_LOOKED_AT = "sign-in attempts not looked at"


class SignInRecords(OpenedDatabase):
    """Attempts and sessions; a part of `Records`, whose promises hold here too."""

    def claim_attempt(self, staff: StaffId, at: datetime, wait_after: WaitAfter) -> bool:
        """Counts one more attempt as failed before it is looked at; False when it must not be looked at yet.

        So any number of attempts at once are no more than the same number one after another.
        Raises UnknownStaff.
        """
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            if held.locked_until is not None and held.locked_until > at:
                return False
            held.failures += 1
            wait = wait_after(held.failures)
            held.locked_until = at + wait if wait else None
            return True

    def count_attempt_not_looked_at(self) -> None:
        """Counts an attempt as somebody unknown, or during a pause, which so takes as long as any other."""
        with transaction(self._writing) as session:
            held = session.get(Tally, NOT_LOOKED_AT, with_for_update=True)
            if held is None:
                session.add(Tally(name=NOT_LOOKED_AT, number=1))
            else:
                held.number += 1

    def give_back_attempt(self, staff: StaffId) -> None:
        """The attempt that was counted last was right, although more is to come. Raises UnknownStaff."""
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            held.failures, held.locked_until = max(0, held.failures - 1), None

    def forget_failures(self, staff: StaffId) -> None:
        """Somebody proved who they are. Raises UnknownStaff."""
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            held.failures, held.locked_until = 0, None

    def set_password(self, staff: StaffId, password_hash: str, ending_other_than: str | None = None) -> None:
        """Keeps a new password's hash; ends all sessions but the one with this digest. Raises UnknownStaff."""
        with transaction(self._writing) as session:
            staff_rows.hold(session, staff).password_hash = password_hash
            staff_rows.end_sessions(session, staff, but=ending_other_than)

    def renew_hash(self, staff: StaffId, old: str, new: str) -> None:
        """Keeps the same password's hash with newer parameters, unless the password changed meanwhile."""
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            if held.password_hash == old:
                held.password_hash = new

    def set_second_step(
        self, staff: StaffId, secret: str, step: int, recovery: Sequence[str], session_digest: str
    ) -> None:
        """Keeps the secret of a person's codes, the step of the code just given, and digests of recovery codes.

        All sessions end but the one with this digest. Raises UnknownStaff.
        """
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            held.totp_secret, held.totp_step = secret, step
            staff_rows.replace_recovery_codes(session, staff, recovery)
            staff_rows.end_sessions(session, staff, but=session_digest)

    def renew_recovery_codes(self, staff: StaffId, digests: Sequence[str]) -> None:
        """Replaces a person's recovery codes. Raises UnknownStaff."""
        with transaction(self._writing) as session:
            staff_rows.hold(session, staff)
            staff_rows.replace_recovery_codes(session, staff, digests)

    def use_code_of_step(self, staff: StaffId, step: int) -> bool:
        """Whether a code of this time step may be used: no code of it, or of a later one, was used before."""
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            if step <= held.totp_step:
                return False
            held.totp_step = step
            return True

    def use_recovery_code(self, staff: StaffId, digest: str) -> bool:
        """Uses a recovery code up; False when there is none such."""
        with transaction(self._writing) as session:
            used = delete(RecoveryCode).where(RecoveryCode.staff_id == staff, RecoveryCode.digest == digest)
            return session.execute(used).rowcount == 1

    def open_staff_session(
        self,
        staff: StaffId,
        digest: str,
        at: datetime,
        *,
        code_due: bool,
        by_provider: bool = False,
        instead_of: str | None = None,
    ) -> StaffSession | None:
        """Keeps that somebody signed in, in place of an earlier session of the same browser.

        None when the person was deactivated meanwhile. Raises UnknownStaff.
        """
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            if not held.active:
                return None
            session.execute(delete(SignedIn).where(SignedIn.digest == (instead_of or "")))
            row = SignedIn(
                digest=digest,
                staff=held,
                code_due=code_due,
                by_provider=by_provider,
                started_at=at,
                seen_at=at,
                proved_at=at,
            )
            session.add(row)
            session.flush()
            return staff_rows.session_as_record(row)

    def staff_session(self, digest: str) -> StaffSession | None:
        """Who signed in under this digest; None when nobody did, or the session was ended."""
        with transaction(self._reading) as session:
            row = session.get(SignedIn, digest)
            return None if row is None else staff_rows.session_as_record(row)

    def touch_staff_session(self, digest: str, at: datetime) -> None:
        """Notes a sign of life."""
        self._note(digest, at, proved=False)

    def prove_staff_session(self, digest: str, at: datetime) -> None:
        """Notes that the person just gave a password or a code again."""
        self._note(digest, at, proved=True)

    def _note(self, digest: str, at: datetime, proved: bool) -> None:
        with transaction(self._writing) as session:
            row = session.get(SignedIn, digest)
            if row is not None:
                row.seen_at = at
                row.proved_at = at if proved else row.proved_at

    def end_staff_session(self, digest: str) -> None:
        """Signs a browser out."""
        with transaction(self._writing) as session:
            session.execute(delete(SignedIn).where(SignedIn.digest == digest))

    def end_staff_sessions_of(self, staff: StaffId) -> None:
        """Signs somebody out of every browser."""
        with transaction(self._writing) as session:
            staff_rows.end_sessions(session, staff)

    def end_staff_sessions_before(self, started: datetime, seen: datetime) -> None:
        """Removes the sessions that began, or were last seen, before these times: nobody can use them."""
        with transaction(self._writing) as session:
            session.execute(
                delete(SignedIn).where((SignedIn.started_at < started) | (SignedIn.seen_at < seen))
            )

    def recovery_codes_left(self, staff: StaffId) -> int:
        """How many recovery codes a person has not used yet."""
        with transaction(self._reading) as session:
            return session.query(RecoveryCode).where(RecoveryCode.staff_id == staff).count()
