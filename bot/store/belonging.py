"""Which tables hang on a conversation, and how: what is deleted with it, counted and looked at is asked here.

A table hangs on a conversation when it names it, or when the database deletes its rows with rows that do.
"""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, ColumnElement, FromClause, Select, Table, select

from bot.store.all_tables import Base

CONVERSATION = "conversation"


def naming() -> Iterator[Table]:
    """The tables that name a conversation."""
    return (table for table in Base.metadata.sorted_tables if CONVERSATION in table.c)


def belonging() -> Iterator[Table]:
    """The tables that hang on a conversation."""
    return (table for table in Base.metadata.sorted_tables if _path(table) is not None)


def with_conversation(table: Table, *columns: ColumnElement) -> Select:
    """These columns of a table that hangs on a conversation, after the conversation itself."""
    path = _path(table)
    if path is None:
        raise LookupError(f"nothing says to which conversation a row of {table.name} belongs")
    joined: FromClause = table
    for parent in path:
        joined = joined.join(parent)
    owner: Column = (path[-1] if path else table).c[CONVERSATION]
    return select(owner.label(CONVERSATION), *columns).select_from(joined)


@cache
def _path(table: Table) -> tuple[Table, ...] | None:
    """The tables over which the database deletes a row with its conversation; None where it does not."""
    if CONVERSATION in table.c:
        return ()
    for constraint in table.foreign_key_constraints:
        further = _path(constraint.referred_table) if constraint.ondelete == "CASCADE" else None
        if further is not None:
            return (constraint.referred_table, *further)
    return None
