"""What tells who somebody is, and what was said: it can go while the answers stay. Within the caller's transaction."""

from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, Select, Table, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.store.belonging import with_conversation
from bot.store.tables import Callback, Turn, Visit
from bot.store.tables_search import SearchEntry
from bot.store.tables_site_referrals import SiteMail, SiteReferral

WHOLE: tuple[Table, ...] = tuple(each.__table__ for each in (Callback, SearchEntry, Turn, Visit))
"""Tables of which every row goes; with the visits goes the way back to the conversation."""

PARTS: Mapping[Table, tuple[ColumnElement, ...]] = {
    SiteReferral.__table__: tuple(
        column for column in SiteReferral.__table__.c if column.name.startswith("contact_")
    ),
    SiteMail.__table__: (SiteMail.__table__.c.document,),
}
"""Columns that are emptied, while their rows stay."""


def forget(session: Session, conversation: str) -> None:
    """Deletes the contact data of a conversation."""
    for table in WHOLE:
        session.execute(delete(table).where(table.c.conversation == conversation))
    for table, columns in PARTS.items():
        [key] = table.primary_key
        rows = with_conversation(table, key).subquery()
        those = key.in_(select(rows.c[1]).where(rows.c[0] == conversation))
        session.execute(update(table).where(those).values(dict.fromkeys(columns)))


def counts(session: Session, conversations: Select) -> dict[str, int]:
    """How many rows hold contact data of these conversations, by table."""
    return {table.name: count(session, rows, conversations) for table, rows in _holding()}


def count(session: Session, rows: Select, conversations: Select) -> int:
    """How many of these rows, whose first column is the conversation, belong to one of these conversations."""
    found = rows.where(rows.selected_columns[0].in_(conversations)).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def holders(conversations: Select) -> Select:
    """Those of these conversations of which there are contact data."""
    conversation = conversations.selected_columns[0]
    return conversations.where(or_(*(conversation.in_(rows) for _, rows in _holding())))


def _holding() -> Iterator[tuple[Table, Select]]:
    for table in WHOLE:
        yield table, with_conversation(table)
    for table, columns in PARTS.items():
        yield table, with_conversation(table).where(_filled(columns))


def _filled(columns: tuple[ColumnElement, ...]) -> ColumnElement[bool]:
    return or_(*(column.is_not(None) for column in columns))
