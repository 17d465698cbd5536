"""Alembic's entrance: runs the migrations in the transaction that `bot.store.migration` opened."""

from alembic import context

from bot.store.all_tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot alter most of a table in place; Alembic then copies it.
    render_as_batch=True,
)
context.run_migrations()
