"""Cases, the queue of calls, and who must not be called."""

import sqlalchemy as sa
from alembic import context, op

from bot.encryption import Cipher
from bot.store.callbacks import phone_digest

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LASTING = sa.text("lifted_at IS NULL")
STATUSES = ("requested", "called", "done", "cancelled", "given_up")
REASONS = ("asked", "window_opens")
OUTCOMES = (
    "reached",
    "no_answer",
    "left_message",
    "busy",
    "call_again",
    "wrong_number",
    "declined",
    "do_not_call",
)
LIFT_REASONS = ("agreed_in_chat", "asked_for_a_call", "mistake", "new_holder")


def upgrade() -> None:
    """Creates the tables, and gives each request to be called its day, its reason and the digest of its number."""
    _create_case()
    _create_case_handover()
    _add_to_callback(context.config.attributes["cipher"])
    _create_call_attempt()
    _create_do_not_call()


def _create_case() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("owner", sa.Uuid(), nullable=True),
        sa.Column("opened_at", _time(), nullable=False),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        sa.Column("held_since", _time(), nullable=True),
        sa.Column("held_until", _time(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_case"),
        sa.UniqueConstraint("conversation", name="uq_case_conversation"),
    )
    op.create_index("ix_case_owner", "case", ["owner"])


def _create_case_handover() -> None:
    op.create_table(
        "case_handover",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("was", sa.Uuid(), nullable=True),
        sa.Column("now", sa.Uuid(), nullable=True),
        sa.Column("in_hand", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "number", name="pk_case_handover"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_handover_case", ondelete="CASCADE"),
    )


def _add_to_callback(cipher: Cipher) -> None:
    op.add_column("callback", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column("callback", sa.Column("reason", sa.String(16), nullable=True))
    op.add_column("callback", sa.Column("phone_digest", sa.Text(), nullable=True))
    kept = sa.table(
        "callback", *map(sa.column, ("id", "phone", "due_on", "created_at", "reason", "phone_digest"))
    )
    for row in op.get_bind().execute(sa.select(kept.c.id, kept.c.phone)).all():
        digest = phone_digest(cipher, cipher.decrypt(row.phone))
        op.get_bind().execute(
            kept.update()
            .where(kept.c.id == row.id)
            .values(due_on=sa.func.date(kept.c.created_at), reason="asked", phone_digest=digest)
        )
    _demand_what_was_added()


def _demand_what_was_added() -> None:
    status, reason = op.f("ck_callback_status"), op.f("ck_callback_reason")
    with op.batch_alter_table("callback") as callback:
        for column, kind in (("due_on", sa.Date()), ("reason", sa.String(16)), ("phone_digest", sa.Text())):
            callback.alter_column(column, existing_type=kind, nullable=False)
        callback.drop_constraint(status, type_="check")
        callback.create_check_constraint(status, f"status IN {_listed(STATUSES)}")
        callback.create_check_constraint(reason, f"reason IN {_listed(REASONS)}")
    op.create_index("ix_callback_phone_digest", "callback", ["phone_digest"])


def _create_call_attempt() -> None:
    op.create_table(
        "call_attempt",
        sa.Column("callback_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("again_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("callback_id", "number", name="pk_call_attempt"),
        sa.CheckConstraint(f"outcome IN {_listed(OUTCOMES)}", name=op.f("ck_call_attempt_outcome")),
        sa.ForeignKeyConstraint(
            ["callback_id"], ["callback.id"], name="fk_call_attempt_callback", ondelete="CASCADE"
        ),
    )


def _create_do_not_call() -> None:
    op.create_table(
        "do_not_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("since", _time(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("lifted_at", _time(), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lift_reason", sa.String(16), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_do_not_call"),
        sa.CheckConstraint(
            f"lift_reason IN {_listed(LIFT_REASONS)}", name=op.f("ck_do_not_call_lift_reason")
        ),
    )
    op.create_index("ix_do_not_call_digest", "do_not_call", ["digest"])
    op.create_index(
        "ix_do_not_call_lasting",
        "do_not_call",
        ["digest"],
        unique=True,
        sqlite_where=LASTING,
        postgresql_where=LASTING,
    )


def _time() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _listed(choices: tuple[str, ...]) -> str:
    return f"({', '.join(repr(each) for each in choices)})"
