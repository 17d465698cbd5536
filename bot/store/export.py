"""Reading everybody, one person after the other."""

from collections.abc import Iterator

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from bot.store import (
    answers,
    call_rows,
    callbacks,
    case_rows,
    queue_rows,
    results,
    screenings,
    site_referral_rows,
)
from bot.store.belonging import CONVERSATION, naming
from bot.store.database import transaction
from bot.store.kept import CallbackId
from bot.store.kept_export import CallbackKept, PersonKept, ScreeningKept
from bot.store.kept_queue import AttemptRecord
from bot.store.opened import OpenedDatabase
from bot.store.tables import Callback, Screening
from bot.store.tables_calls import Call
from bot.store.tables_cases import CallAttempt, Case

AT_ONCE = 500


class ExportRecords(OpenedDatabase):
    """Exports; a part of `Records`, whose promises hold here too."""

    def everybody(self) -> Iterator[PersonKept]:
        """Each person, read when it is their turn: no more than one is in memory.

        Who is deleted meanwhile is left out. They come in the order of the names of their conversations, which are
        random.
        """
        for name in self._conversations():
            with transaction(self._reading) as session:
                person = _person(session, name)
            if person.screenings or person.calls or person.callbacks or person.referrals:
                yield person

    def _conversations(self) -> Iterator[str]:
        last = ""
        while True:
            every = union(*(select(table.c[CONVERSATION]) for table in naming())).subquery()
            name = every.c[CONVERSATION]
            with transaction(self._reading) as session:
                some = session.scalars(select(name).where(name > last).order_by(name).limit(AT_ONCE)).all()
            if not some:
                return
            yield from some
            last = some[-1]


def _person(session: Session, conversation: str) -> PersonKept:
    case = case_rows.of(session, conversation)
    begun = select(Screening).where(Screening.conversation == conversation).order_by(Screening.number)
    asked = select(Callback).where(Callback.conversation == conversation).order_by(Callback.created_at)
    calls = select(Call).join(Case).where(Case.conversation == conversation).order_by(Call.started_at)
    return PersonKept(
        conversation=conversation,
        case=None if case is None else case_rows.as_record(case),
        screenings=tuple(_screening(session, row) for row in session.scalars(begun)),
        calls=tuple(call_rows.as_record(row) for row in session.scalars(calls)),
        callbacks=tuple(_callback(session, row) for row in session.scalars(asked)),
        referrals=tuple(
            site_referral_rows.as_record(session, row)
            for row in site_referral_rows.those(session, conversation, None)
        ),
    )


def _screening(session: Session, row: Screening) -> ScreeningKept:
    record = screenings.as_record(row)
    return ScreeningKept(
        screening=record,
        answers=tuple(answers.as_record(each) for each in answers.all_of(session, record.id)),
        results=tuple(results.as_record(each) for each in results.all_of(session, record.id)),
    )


def _callback(session: Session, row: Callback) -> CallbackKept:
    return CallbackKept(callbacks.as_record(row), _attempts(session, CallbackId(row.id)))


def _attempts(session: Session, callback: CallbackId) -> tuple[AttemptRecord, ...]:
    rows = select(CallAttempt).where(CallAttempt.callback_id == callback).order_by(CallAttempt.number)
    return tuple(queue_rows.as_record(row) for row in session.scalars(rows))
