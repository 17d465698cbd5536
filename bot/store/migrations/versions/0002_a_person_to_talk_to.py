"""Reference codes of screenings, and requests to be called back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates both tables."""
    _create_reference_code()
    _create_callback()


def _create_reference_code() -> None:
    op.create_table(
        "reference_code",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_reference_code"),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screening.id"], name="fk_reference_code_screening", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_reference_code_screening_id", "reference_code", ["screening_id"])


def _create_callback() -> None:
    op.create_table(
        "callback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_as_given", sa.Text(), nullable=False),
        sa.Column("best_time", sa.Text(), nullable=True),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_callback"),
        sa.UniqueConstraint("conversation", "message_id", name="uq_callback_conversation_message_id"),
        sa.CheckConstraint(
            "status IN ('requested', 'called', 'done', 'cancelled')", name=op.f("ck_callback_status")
        ),
    )
