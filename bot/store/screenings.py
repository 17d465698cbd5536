"""Beginning, finding and reopening screenings, within a transaction that the caller holds."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.errors import UnknownScreening
from bot.store.kept import ScreeningId, ScreeningRecord
from bot.store.tables import Screening


def current(session: Session, conversation: str, hold: bool = False) -> Screening | None:
    """The open screening of a conversation, or the last one when all have ended.

    With `hold` it is kept from all other writers until the transaction ends.
    """
    of_conversation = select(Screening).where(Screening.conversation == conversation)
    open_first = of_conversation.order_by(Screening.ended_at.is_not(None), Screening.number.desc()).limit(1)
    return session.scalars(open_first.with_for_update() if hold else open_first).first()


def begin(session: Session, conversation: str, channel: str, page_version: str, at: datetime) -> Screening:
    """Adds the next screening of a conversation."""
    begun = session.scalar(select(func.count()).where(Screening.conversation == conversation))
    screening = Screening(
        id=uuid4(),
        conversation=conversation,
        number=(begun or 0) + 1,
        channel=channel,
        page_version=page_version,
        started_at=at,
    )
    session.add(screening)
    return screening


def hold(session: Session, screening: ScreeningId) -> Screening:
    """The screening, kept from all other writers until the transaction ends.

    Raises UnknownScreening.
    """
    held = session.get(Screening, screening, with_for_update=True)
    if held is None:
        raise UnknownScreening
    return held


def as_record(row: Screening) -> ScreeningRecord:
    """The row as a plain value."""
    return ScreeningRecord(
        id=ScreeningId(row.id),
        conversation=row.conversation,
        number=row.number,
        channel=row.channel,
        page_version=row.page_version,
        consent=row.consent,
        consent_at=row.consent_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
    )
