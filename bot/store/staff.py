"""Who works at the console: people, their roles, and their invitations."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from bot.store import staff_rows
from bot.store.database import transaction
from bot.store.errors import StaffKnown, UnknownStaff
from bot.store.kept_staff import Role, StaffId, StaffRecord, StaffSecrets
from bot.store.opened import OpenedDatabase
from bot.store.tables_staff import Invitation, RecoveryCode, Staff


class StaffRecords(OpenedDatabase):
    """People of the console; a part of `Records`, whose promises hold here too.

    E-mail addresses are compared in small letters. A person who is not known: UnknownStaff.
    """

    def add_staff(self, email: str, name: str, role: Role, at: datetime) -> StaffRecord:
        """Adds a person, who cannot sign in before a password is set. Raises StaffKnown."""
        row = Staff(
            id=uuid4(),
            email=email.lower(),
            name=name,
            role=role,
            active=True,
            totp_step=0,
            failures=0,
            created_at=at,
        )
        try:
            with transaction(self._writing) as session:
                session.add(row)
                session.flush()
                return staff_rows.as_record(row)
        except IntegrityError:
            raise StaffKnown from None

    def staff(self, staff: StaffId) -> StaffRecord:
        """A person. Raises UnknownStaff."""
        return self.staff_secrets(staff).staff

    def staff_secrets(self, staff: StaffId) -> StaffSecrets:
        """What a person proves who they are with. Raises UnknownStaff."""
        with transaction(self._reading) as session:
            row = session.get(Staff, staff)
            if row is None:
                raise UnknownStaff
            return staff_rows.secrets_as_record(row)

    def staff_of_email(self, email: str) -> StaffSecrets | None:
        """The person with this e-mail address, also one who is no longer active; None if there is none."""
        with transaction(self._reading) as session:
            row = staff_rows.of_email(session, email.lower())
            return None if row is None else staff_rows.secrets_as_record(row)

    def all_staff(self) -> tuple[StaffRecord, ...]:
        """Everybody, by name."""
        with transaction(self._reading) as session:
            return tuple(map(staff_rows.as_record, staff_rows.everybody(session)))

    def change_role(self, staff: StaffId, role: Role) -> StaffRecord:
        """Gives a person another role, and ends their sessions. Raises UnknownStaff and LastAdministrator."""
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            if held.role is not role:
                if held.active and held.role is Role.ADMINISTRATOR:
                    staff_rows.demand_another_administrator(session, held)
                held.role = role
                staff_rows.end_sessions(session, staff)
            return staff_rows.as_record(held)

    def deactivate_staff(self, staff: StaffId) -> StaffRecord:
        """Lets a person in no more, and ends their sessions. Raises UnknownStaff and LastAdministrator."""
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            if held.active and held.role is Role.ADMINISTRATOR:
                staff_rows.demand_another_administrator(session, held)
            held.active = False
            session.execute(delete(Invitation).where(Invitation.staff_id == staff))
            staff_rows.end_sessions(session, staff)
            return staff_rows.as_record(held)

    def activate_staff(self, staff: StaffId) -> StaffRecord:
        """Lets a person in again, with the password and codes they had. Raises UnknownStaff."""
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            held.active = True
            return staff_rows.as_record(held)

    def reset_second_step(self, staff: StaffId) -> None:
        """Forgets a person's codes, so that new ones are set up, and ends their sessions. Raises UnknownStaff."""
        with transaction(self._writing) as session:
            held = staff_rows.hold(session, staff)
            held.totp_secret = None
            session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff))
            staff_rows.end_sessions(session, staff)

    def invite_staff(self, staff: StaffId, digest: str, until: datetime) -> None:
        """Keeps the digest of a link by which a person chooses a password; earlier links stop serving.

        Raises UnknownStaff.
        """
        with transaction(self._writing) as session:
            staff_rows.replace_invitation(session, staff_rows.hold(session, staff).id, digest, until)

    def invited_staff(self, digest: str, at: datetime) -> StaffRecord | None:
        """Whom a link was made for; None when it was used, replaced or made too long ago."""
        with transaction(self._reading) as session:
            row = session.scalars(
                select(Staff)
                .join(Invitation, Invitation.staff_id == Staff.id)
                .where(Invitation.digest == digest, Invitation.expires_at > at, Staff.active)
            ).one_or_none()
            return None if row is None else staff_rows.as_record(row)

    def accept_invitation(self, digest: str, password_hash: str, at: datetime) -> StaffRecord | None:
        """Sets the password of the person a link was made for, ends their sessions, and uses the link up.

        None when the link does not serve, or no longer.
        """
        with transaction(self._writing) as session:
            used = session.execute(
                delete(Invitation)
                .where(Invitation.digest == digest, Invitation.expires_at > at)
                .returning(Invitation.staff_id)
            ).scalar_one_or_none()
            if used is None:
                return None
            held = staff_rows.hold(session, StaffId(used))
            held.password_hash, held.failures, held.locked_until = password_hash, 0, None
            staff_rows.end_sessions(session, StaffId(used))
            return staff_rows.as_record(held)
