"""Cases, the queue of calls, and who must not be called."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the tables."""
    _create_case()
    _create_case_handover()


def _create_case() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("owner", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        sa.Column("held_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_case"),
        sa.UniqueConstraint("conversation", name="uq_case_conversation"),
    )
    op.create_index("ix_case_owner", "case", ["owner"])


def _create_case_handover() -> None:
    op.create_table(
        "case_handover",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("was", sa.Uuid(), nullable=True),
        sa.Column("now", sa.Uuid(), nullable=True),
        sa.Column("in_hand", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "number", name="pk_case_handover"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_handover_case", ondelete="CASCADE"),
    )
