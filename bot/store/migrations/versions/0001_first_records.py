"""Screenings, their answers, results, verdicts and referrals."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Creates the first tables."""
    _create_screening()
    _create_answer()
    _create_result()
    _create_verdict()
    _create_referral()
    _create_referral_site()


def _create_screening() -> None:
    op.create_table(
        "screening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("page_version", sa.Text(), nullable=False),
        sa.Column("consent", sa.Boolean(), nullable=True),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_screening"),
        sa.UniqueConstraint("conversation", "number", name="uq_screening_conversation_number"),
    )
    op.create_index(
        "ix_screening_open",
        "screening",
        ["conversation"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _create_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("understood_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.String(16), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("screening_id", "sequence", name="pk_answer"),
        sa.UniqueConstraint(
            "screening_id", "fact", "message_id", name="uq_answer_screening_id_fact_message_id"
        ),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screening.id"], name="fk_answer_screening", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "(value IS NULL) = (status = 'withdrawn')", name=op.f("ck_answer_withdrawn_without_value")
        ),
        sa.CheckConstraint(
            "status IN ('answered', 'unknown', 'declined', 'withdrawn')", name=op.f("ck_answer_status")
        ),
        sa.CheckConstraint("given_by IN ('patient', 'caregiver', 'agent')", name=op.f("ck_answer_given_by")),
    )


def _create_result() -> None:
    op.create_table(
        "result",
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("screening_id", "run", name="pk_result"),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screening.id"], name="fk_result_screening", ondelete="CASCADE"
        ),
    )


def _create_verdict() -> None:
    op.create_table(
        "verdict",
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("screening_id", "run", "position", name="pk_verdict"),
        sa.UniqueConstraint("screening_id", "run", "criterion", name="uq_verdict_screening_id_run_criterion"),
        _belongs_to("verdict", "result"),
    )


def _create_referral() -> None:
    op.create_table(
        "referral",
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("screening_id", "run", name="pk_referral"),
        _belongs_to("referral", "result"),
    )


def _create_referral_site() -> None:
    op.create_table(
        "referral_site",
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("zip", sa.Text(), nullable=False),
        sa.Column("distance_miles", sa.Double(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("screening_id", "run", "position", name="pk_referral_site"),
        _belongs_to("referral_site", "referral"),
    )


def _belongs_to(table: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["screening_id", "run"],
        [f"{parent}.screening_id", f"{parent}.run"],
        name=f"fk_{table}_{parent}",
        ondelete="CASCADE",
    )
