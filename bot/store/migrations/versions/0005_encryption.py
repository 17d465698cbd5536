"""Words and contact data are encrypted; an index by which a person is found again."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import context, op

from bot.encryption import Cipher
from bot.store.kept_search import SearchKind
from bot.store.search_rows import digests

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BATCH = 500

ENCRYPTED = {
    "answer": (("screening_id", "sequence"), ("value", "words")),
    "verdict": (("screening_id", "run", "position"), ("reason",)),
    "referral": (("screening_id", "run"), ("place",)),
    "callback": (("id",), ("name", "phone", "phone_as_given", "best_time")),
    "turn": (("conversation", "number"), ("request", "said", "reply")),
}
"""The key of each table, and what is encrypted in it from now on."""


def upgrade() -> None:
    """Creates the tables, and encrypts what was kept in plain words."""
    _create_key_in_use()
    _create_search_entry()
    _keep_json_as_text()
    cipher: Cipher = context.config.attributes["cipher"]
    _index(cipher)
    for table, (key, columns) in ENCRYPTED.items():
        _encrypt(cipher, table, key, columns)


def _create_key_in_use() -> None:
    op.create_table(
        "key_in_use",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_key_in_use"),
        sa.CheckConstraint("purpose IN ('words', 'index')", name=op.f("ck_key_in_use_purpose")),
    )


def _create_search_entry() -> None:
    op.create_table(
        "search_entry",
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("conversation", "kind", "digest", name="pk_search_entry"),
        sa.CheckConstraint("kind IN ('phone', 'name', 'email')", name=op.f("ck_search_entry_kind")),
    )
    op.create_index("ix_search_entry_digest", "search_entry", ["digest"])


def _keep_json_as_text() -> None:
    with op.batch_alter_table("answer") as answer:
        answer.alter_column("value", type_=sa.Text(), postgresql_using="value::text")
    with op.batch_alter_table("turn") as turn:
        turn.alter_column("request", type_=sa.Text(), postgresql_using="request::text")
        turn.alter_column("reply", type_=sa.Text(), postgresql_using="reply::text")


def _index(cipher: Cipher) -> None:
    callback = sa.table("callback", *map(sa.column, ("id", "conversation", "name", "phone")))
    entry = sa.table("search_entry", *map(sa.column, ("conversation", "kind", "digest")))
    found = {
        (row["conversation"], kind.value, digest)
        for row in _rows(callback, ("id",))
        for kind in (SearchKind.NAME, SearchKind.PHONE)
        for digest in digests(cipher, kind, row[kind.value])
    }
    if found:
        keys = ("conversation", "kind", "digest")
        op.get_bind().execute(entry.insert(), [dict(zip(keys, each, strict=True)) for each in sorted(found)])


def _encrypt(cipher: Cipher, name: str, key: Sequence[str], columns: Sequence[str]) -> None:
    table = sa.table(name, *map(sa.column, (*key, *columns)))
    for row in _rows(table, key):
        words = {column: cipher.encrypt(row[column]) for column in columns if row[column] is not None}
        where = [table.c[part] == row[part] for part in key]
        if words:
            op.get_bind().execute(table.update().where(*where).values(words))


def _rows(table: sa.TableClause, key: Sequence[str]) -> Iterator[sa.RowMapping]:
    order = [table.c[part] for part in key]
    some = sa.select(table).order_by(*order).limit(BATCH)
    rows = op.get_bind().execute(some).mappings().all()
    while rows:
        yield from rows
        after = sa.tuple_(*order) > sa.tuple_(*(rows[-1][part] for part in key))
        rows = op.get_bind().execute(some.where(after)).mappings().all()
