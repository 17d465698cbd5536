"""Which conversations have been silent for so long that they are due to go, and what keeps them all the same."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    union,
    union_all,
)

from bot.store.belonging import belonging, with_conversation
from bot.store.callbacks import FINAL
from bot.store.column_types import UtcTime
from bot.store.kept_retention import Cutoffs, Keeping
from bot.store.kept_site_referrals import CLOSED
from bot.store.tables import Callback, ReferenceCode, Screening
from bot.store.tables_calls import Call
from bot.store.tables_cases import Case
from bot.store.tables_site_referrals import SiteMail, SiteReferral

IN_THE_FUTURE = frozenset(
    column.property.columns[0]
    for column in (Case.held_until, ReferenceCode.expires_at, SiteMail.next_at, SiteMail.taken_until)
)
"""Times at which nothing has happened yet. Every other time of a conversation counts as a sign of life."""

KEEPING: dict[Keeping, Select] = {
    Keeping.OPEN_CALL: select(Case.conversation)
    .join(Call, Call.case_id == Case.id)
    .where(Call.ended_at.is_(None)),
    Keeping.OPEN_REFERRAL: select(SiteReferral.conversation).where(SiteReferral.status.not_in(CLOSED)),
    Keeping.CALL_TO_MAKE: select(Callback.conversation).where(Callback.status.not_in(FINAL)),
}
"""The one place that says what keeps a conversation however silent it is."""


def due(cutoffs: Cutoffs, conversation: str | None = None) -> Select:
    """The conversations (with `last`, when something last happened) that are due to go, if nothing keeps them."""
    last = _last(conversation)
    finished = exists().where(Screening.conversation == last.c.conversation, Screening.outcome.is_not(None))
    too_long_ago = or_(
        and_(finished, _before(last, cutoffs.finished)), and_(~finished, _before(last, cutoffs.unfinished))
    )
    return select(last.c.conversation, last.c.last).where(too_long_ago)


def due_for_contact(cutoffs: Cutoffs, conversation: str | None = None) -> Select:
    """The conversations whose contact data are due to go, if nothing keeps them."""
    last = _last(conversation)
    return select(last.c.conversation, last.c.last).where(_before(last, cutoffs.contact))


def unless_kept(found: Select) -> Select:
    """Those of these conversations that nothing keeps."""
    kept = union(*KEEPING.values()).subquery()
    return found.where(found.selected_columns[0].not_in(select(kept.c[0])))


def _before(last: Subquery, time: datetime | None) -> ColumnElement[bool]:
    return false() if time is None else last.c.last < time


def _last(conversation: str | None) -> Subquery:
    happened = union_all(*_times(conversation)).subquery()
    # The type is lost on the way through `max`.
    last = func.max(happened.c.at, type_=UtcTime())
    return select(happened.c.conversation, last.label("last")).group_by(happened.c.conversation).subquery()


def _times(conversation: str | None) -> Iterator[Select]:
    for table in belonging():
        for column in table.c:
            if isinstance(column.type, UtcTime) and column not in IN_THE_FUTURE:
                times = with_conversation(table, column.label("at"))
                owner = times.selected_columns[0]
                yield times if conversation is None else times.where(owner == conversation)
