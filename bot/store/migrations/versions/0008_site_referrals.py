"""Handing a person over to a site, and how that goes on."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OPEN = sa.text("status NOT IN ('enrolled', 'lost')")
UNDER_WAY = sa.text("status IN ('queued', 'sending')")
STATUS = "status IN ('new', 'sent', 'acknowledged', 'scheduled', 'enrolled', 'lost')"
LOST_REASON = (
    "lost_reason IN ('window_closed', 'not_reached', 'person_said_no', 'site_said_no', 'site_full', "
    "'other_site', 'other')"
)
MAIL_STATUS = "status IN ('queued', 'sending', 'sent', 'failed', 'unsure', 'cancelled')"


def upgrade() -> None:
    """Adds the tables."""
    _create_site_referral()
    _create_consent()
    _create_step()
    _create_mail()


def _create_site_referral() -> None:
    op.create_table(
        "site_referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        *(sa.Column(f"site_{part}", sa.Text(), nullable=False) for part in _SITE),
        sa.Column("site_distance_miles", sa.Double(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lost_reason", sa.String(16), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        *(sa.Column(f"contact_{part}", sa.Text(), nullable=True) for part in _CONTACT),
        sa.PrimaryKeyConstraint("id", name="pk_site_referral"),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screening.id"], name="fk_site_referral_screening", ondelete="CASCADE"
        ),
        sa.CheckConstraint(STATUS, name=op.f("ck_site_referral_status")),
        sa.CheckConstraint(LOST_REASON, name=op.f("ck_site_referral_lost_reason")),
    )
    op.create_index("ix_site_referral_conversation", "site_referral", ["conversation"])
    op.create_index("ix_site_referral_screening_id", "site_referral", ["screening_id"])
    op.create_index(
        "ix_site_referral_open",
        "site_referral",
        ["conversation", "site_name", "site_zip"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


_SITE = ("name", "city", "state", "zip", "status")
_CONTACT = ("name", "phone", "phone_as_given", "email", "best_time")


def _create_consent() -> None:
    op.create_table(
        "site_referral_consent",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("words_digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("referral_id", "number", name="pk_site_referral_consent"),
        _of_referral("site_referral_consent"),
    )


def _create_step() -> None:
    op.create_table(
        "site_referral_step",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("lost_reason", sa.String(16), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("referral_id", "number", name="pk_site_referral_step"),
        _of_referral("site_referral_step"),
        sa.CheckConstraint(STATUS, name=op.f("ck_site_referral_step_status")),
        sa.CheckConstraint(LOST_REASON, name=op.f("ck_site_referral_step_lost_reason")),
    )


def _create_mail() -> None:
    op.create_table(
        "site_mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued_by", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in _MAIL_TIMES),
        sa.PrimaryKeyConstraint("id", name="pk_site_mail"),
        sa.UniqueConstraint("referral_id", "key", name="uq_site_mail_referral_id_key"),
        sa.UniqueConstraint("message_id", name="uq_site_mail_message_id"),
        _of_referral("site_mail"),
        sa.CheckConstraint(MAIL_STATUS, name=op.f("ck_site_mail_status")),
    )
    op.create_index(
        "ix_site_mail_under_way",
        "site_mail",
        ["referral_id"],
        unique=True,
        sqlite_where=UNDER_WAY,
        postgresql_where=UNDER_WAY,
    )


_MAIL_TIMES = ("next_at", "taken_until", "sent_at")


def _of_referral(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["referral_id"], ["site_referral.id"], name=f"fk_{table}_site_referral", ondelete="CASCADE"
    )
