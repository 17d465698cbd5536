"""Cases: one for each conversation that the call center knows, who looks after it, and who has it in hand."""

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from bot.store import case_rows
from bot.store.database import transaction
from bot.store.kept_cases import CaseId, CaseRecord, HandoverRecord
from bot.store.kept_staff import StaffId
from bot.store.opened import OpenedDatabase
from bot.store.tables_cases import Case

MOST_LISTED = 200
"""A list longer than this is no longer read; whoever needs more looks for a person instead."""


class CaseRecords(OpenedDatabase):
    """Cases and who has them; a part of `Records`, whose promises hold here too."""

    def open_case(self, conversation: str, at: datetime, owner: StaffId | None = None) -> CaseRecord:
        """The case of a conversation, made when there is none yet; one that nobody looks after gets this owner."""
        try:
            return self._open_case(conversation, at, owner)
        except IntegrityError:
            # Another worker opened it in the same instant; now it is there to be found.
            return self._open_case(conversation, at, owner)

    def _open_case(self, conversation: str, at: datetime, owner: StaffId | None) -> CaseRecord:
        with transaction(self._writing) as session:
            row = case_rows.of(session, conversation)
            if row is None:
                row = Case(id=uuid4(), conversation=conversation, opened_at=at)
                session.add(row)
            row.owner = row.owner or owner
            session.flush()
            return case_rows.as_record(row)

    def case(self, case: CaseId) -> CaseRecord | None:
        """The case, or None when it is not kept."""
        with transaction(self._reading) as session:
            row = session.get(Case, case)
            return None if row is None else case_rows.as_record(row)

    def case_of(self, conversation: str) -> CaseRecord | None:
        """The case of a conversation, or None when the call center does not know it."""
        with transaction(self._reading) as session:
            row = case_rows.of(session, conversation)
            return None if row is None else case_rows.as_record(row)

    def cases_about(self, conversations: Collection[str]) -> dict[str, CaseRecord]:
        """The cases of these conversations, by conversation; those without one are left out."""
        wanted = select(Case).where(Case.conversation.in_(conversations))
        with transaction(self._reading) as session:
            return {row.conversation: case_rows.as_record(row) for row in session.scalars(wanted)}

    def cases(self, staff: StaffId | None = None, limit: int = MOST_LISTED) -> tuple[CaseRecord, ...]:
        """The cases, the last opened first; only those that this person looks after or had in hand, if given."""
        wanted = select(Case).order_by(Case.opened_at.desc(), Case.id).limit(limit)
        if staff is not None:
            wanted = wanted.where(or_(Case.owner == staff, Case.held_by == staff))
        with transaction(self._reading) as session:
            return tuple(case_rows.as_record(row) for row in session.scalars(wanted))

    def hold_case(self, case: CaseId, staff: StaffId, at: datetime, reason: str | None = None) -> CaseRecord:
        """Takes a case in hand, or keeps it there; the record says who has it now (`holder`).

        What another has in hand is theirs until they let go or `HELD_FOR` passes, unless a reason to take it over
        is given, which is kept. A case that nobody looks after gets this person. Raises UnknownCase.
        """
        with transaction(self._writing) as session:
            held = case_rows.hold(session, case)
            holder = case_rows.as_record(held).holder(at)
            if holder in (None, staff) or reason:
                if reason and holder not in (None, staff):
                    case_rows.add_handover(
                        session, held, HandoverRecord(at, staff, holder, staff, True, reason)
                    )
                case_rows.put_in_hand(held, staff, at)
            return case_rows.as_record(held)

    def release_case(self, case: CaseId, staff: StaffId, at: datetime) -> CaseRecord:
        """Lets go of a case, if this person has it in hand. Raises UnknownCase."""
        with transaction(self._writing) as session:
            held = case_rows.hold(session, case)
            if case_rows.as_record(held).holder(at) == staff:
                held.held_by = held.held_since = held.held_until = None
            return case_rows.as_record(held)

    def assign_case(
        self, case: CaseId, owner: StaffId | None, by: StaffId, at: datetime, reason: str
    ) -> CaseRecord:
        """Gives a case to somebody to look after, or to nobody, and keeps who did so and why. Raises UnknownCase."""
        with transaction(self._writing) as session:
            held = case_rows.hold(session, case)
            if held.owner != owner:
                was = None if held.owner is None else StaffId(held.owner)
                case_rows.add_handover(session, held, HandoverRecord(at, by, was, owner, False, reason))
                held.owner = owner
            return case_rows.as_record(held)

    def handovers(self, case: CaseId) -> tuple[HandoverRecord, ...]:
        """From whom to whom a case went, oldest first."""
        with transaction(self._reading) as session:
            rows = session.scalars(case_rows.handovers_of(case))
            return tuple(case_rows.handover_as_record(row) for row in rows)
