"""Signing in to the console: attempts, passwords and codes."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete

from bot.store import staff_rows
from bot.store.database import transaction
from bot.store.kept_staff import StaffId
from bot.store.opened import OpenedDatabase
from bot.store.tables import Tally
from bot.store.tables_staff import RecoveryCode

WaitAfter = Callable[[int], timedelta]
"""How long nobody may try again after so many failures in a row."""


NOT_LOOKED_AT = "sign-in attempts not looked at"


class SignInRecords(OpenedDatabase):
    """Attempts, passwords and codes; a part of `Records`, whose promises hold here too."""

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

    def recovery_codes_left(self, staff: StaffId) -> int:
        """How many recovery codes a person has not used yet."""
        with transaction(self._reading) as session:
            return session.query(RecoveryCode).where(RecoveryCode.staff_id == staff).count()
