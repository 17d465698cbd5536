"""Calls, and the lines that were read in them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

CALLERS = ("patient", "caregiver", "agent")
DIRECTIONS = ("incoming", "outgoing")
OUTCOMES = (
    "completed",
    "call_back_later",
    "caller_hung_up",
    "declined",
    "wrong_person",
    "no_answer",
    "emergency",
)
REASONS = (
    "looks_for_papers",
    "caller_rests",
    "asks_somebody",
    "agent_asks",
    "handed_over",
    "line_is_bad",
    "other",
)
KINDS = ("read", "looked_up")


def upgrade() -> None:
    """Creates the three tables."""
    _create_call()
    _create_pause()
    _create_line()


def _create_call() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agent", sa.Uuid(), nullable=False),
        sa.Column("caller", sa.String(16), nullable=False),
        sa.Column("direction", sa.String(16), nullable=False),
        sa.Column("continued", sa.Boolean(), nullable=False),
        sa.Column("recorded", sa.Boolean(), nullable=True),
        sa.Column("started_at", _time(), nullable=False),
        sa.Column("ended_at", _time(), nullable=True),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.Column("alarmed_at", _time(), nullable=True),
        sa.Column("safe_at", _time(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        _one_of(CALLERS, "call", "caller"),
        _one_of(DIRECTIONS, "call", "direction"),
        _one_of(OUTCOMES, "call", "outcome"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_call_case", ondelete="CASCADE"),
    )
    op.create_index("ix_call_case_id", "call", ["case_id"])
    op.create_index("ix_call_agent", "call", ["agent"])


def _create_pause() -> None:
    op.create_table(
        "call_pause",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("paused_at", _time(), nullable=False),
        sa.Column("paused_by", sa.Uuid(), nullable=False),
        sa.Column("resumed_at", _time(), nullable=True),
        sa.Column("resumed_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("call_id", "number", name="pk_call_pause"),
        _one_of(REASONS, "call_pause", "reason"),
        _of_call("call_pause"),
    )


def _create_line() -> None:
    op.create_table(
        "call_line",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "number", name="pk_call_line"),
        sa.UniqueConstraint("call_id", "key", name="uq_call_line_call_id_key"),
        _one_of(KINDS, "call_line", "kind"),
        _of_call("call_line"),
    )


def _of_call(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=f"fk_{table}_call", ondelete="CASCADE")


def _time() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _one_of(choices: tuple[str, ...], table: str, column: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{each}'" for each in choices)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))
