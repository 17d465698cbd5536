"""The answers that one message gave, kept together: all of them or none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store import answers, screenings
from bot.store.database import transaction
from bot.store.kept import GivenAnswer, ScreeningId
from bot.store.opened import OpenedDatabase
from bot.store.tables import Answer, Screening


class GivenRecords(OpenedDatabase):
    """Keeps the answers of a message."""

    def record_message(
        self,
        conversation: str,
        channel: str,
        page_version: str,
        message_id: str,
        given: Sequence[GivenAnswer],
        at: datetime,
    ) -> ScreeningId:
        """Adds the answers that a message gave, in the conversation's open screening.

        A screening that has ended with an outcome is opened again, so that an answer can change; where there is
        none, or it was abandoned, another begins. One message answers a fact once: when it is delivered again, the
        answer first recorded stands, and a screening that has ended since stays ended.

        Raises ValueError for a value that does not go with its status.
        """
        for each in given:
            answers.check(each.fact, each.value, each.status)
        try:
            return self._record_message(conversation, channel, page_version, message_id, given, at)
        except IntegrityError:
            # Another worker began a screening for this conversation in the same instant; now it is there to be found.
            return self._record_message(conversation, channel, page_version, message_id, given, at)

    def _record_message(
        self,
        conversation: str,
        channel: str,
        page_version: str,
        message_id: str,
        given: Sequence[GivenAnswer],
        at: datetime,
    ) -> ScreeningId:
        with transaction(self._writing) as session:
            screening = screenings.current(session, conversation, hold=True)
            if screening is None or screening.set_aside:
                screening = screenings.begin(session, conversation, channel, page_version, at)
                session.flush()
            new = _new(session, screening, message_id, given, at)
            if new or not given:
                screening.ended_at = screening.outcome = None
            for answer in new:
                answers.add(session, screening, answer)
            return ScreeningId(screening.id)


def _new(
    session: Session, screening: Screening, message_id: str, given: Sequence[GivenAnswer], at: datetime
) -> list[Answer]:
    """The answers that are not recorded yet."""
    if not given:
        return []
    of_message = select(Answer.fact).where(
        Answer.screening_id == screening.id, Answer.message_id == message_id
    )
    known = set(session.scalars(of_message))
    return [
        Answer(
            fact=each.fact,
            value=each.value,
            status=each.status,
            words=each.words,
            understood_at=at,
            given_by=each.given_by,
            message_id=message_id,
        )
        for each in given
        if each.fact not in known
    ]
