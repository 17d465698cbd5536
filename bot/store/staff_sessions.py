"""The browsers in which somebody signed in to the console."""

from datetime import datetime

from sqlalchemy import delete

from bot.store import staff_rows
from bot.store.database import transaction
from bot.store.kept_staff import StaffId, StaffSession
from bot.store.opened import OpenedDatabase
from bot.store.tables_staff import SignedIn


class StaffSessionRecords(OpenedDatabase):
    """Sessions of the staff; a part of `Records`, whose promises hold here too."""

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
