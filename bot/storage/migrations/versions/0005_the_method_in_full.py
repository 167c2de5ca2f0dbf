"""Lessons from lost deals, hints, feedback, referrals and personal goals."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    op.add_column("workspaces", sa.Column("after_sale", sa.String(length=500), server_default="", nullable=False))
    op.add_column("deals", sa.Column("entry_level", sa.String(length=12), nullable=True))
    op.add_column("deals", sa.Column("source", sa.String(length=20), nullable=True))
    with op.batch_alter_table("next_steps") as table:
        table.alter_column("activity_id", existing_type=RowId, nullable=True)
    _add_lessons()
    _add_hints()
    _add_feedback()
    _add_referrals()
    _add_goals()


def downgrade() -> None:
    """Revert this revision; next steps without a contact are deleted."""
    for name in ("goals", "referrals", "feedback", "hints", "lessons"):
        op.drop_table(name)
    op.execute("DELETE FROM next_steps WHERE activity_id IS NULL")
    with op.batch_alter_table("next_steps") as table:
        table.alter_column("activity_id", existing_type=RowId, nullable=False)
    op.drop_column("workspaces", "after_sale")
    op.drop_column("deals", "source")
    op.drop_column("deals", "entry_level")


def _add_lessons() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("account_id", RowId, nullable=True),
        sa.Column("deal_id", RowId, nullable=True),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=40), server_default="", nullable=False),
        sa.Column("situation", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=12), nullable=True),
        sa.Column("happened", sa.Text(), server_default="", nullable=False),
        sa.Column("sign", sa.Text(), server_default="", nullable=False),
        sa.Column("sign_on", sa.Date(), nullable=True),
        sa.Column("share", sa.Text(), server_default="", nullable=False),
        sa.Column("is_shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("was_turned", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("origin IN ('loss', 'exercise')", name=op.f("ck_lessons_origin")),
        sa.CheckConstraint("state IN ('asked', 'skipped', 'kept')", name=op.f("ck_lessons_state")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_lessons_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_lessons_deal_id_deals"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_lessons_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lessons_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint("deal_id", name=op.f("uq_lessons_deal_id")),
    )
    op.create_index("ix_lessons_rep", "lessons", ["rep_id", "state", "day"], unique=False)


def _add_hints() -> None:
    op.create_table(
        "hints",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.CheckConstraint("answer IN ('done', 'later', 'never')", name=op.f("ck_hints_answer")),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_hints_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_hints_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hints")),
        sa.UniqueConstraint("rep_id", "part", "subject", name=op.f("uq_hints_rep_id_part_subject")),
    )


def _add_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("account_id", RowId, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("step_id", RowId, nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_feedback_score")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_feedback_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_feedback_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["step_id"], ["next_steps.id"], name=op.f("fk_feedback_step_id_next_steps"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_feedback_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index("ix_feedback_account", "feedback", ["account_id", "day"], unique=False)
    op.create_index("ix_feedback_rep", "feedback", ["rep_id", "day"], unique=False)


def _add_referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("giver_id", RowId, nullable=False),
        sa.Column("name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("account_id", RowId, nullable=True),
        sa.Column("is_given", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("introduced_on", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("won_on", sa.Date(), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'promised', 'introduced', 'met', 'won', 'declined')", name=op.f("ck_referrals_state")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_referrals_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["accounts.id"], name=op.f("fk_referrals_giver_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_referrals_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_referrals_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    op.create_index("ix_referrals_account", "referrals", ["account_id"], unique=False)
    op.create_index("ix_referrals_giver", "referrals", ["giver_id"], unique=False)
    op.create_index("ix_referrals_rep", "referrals", ["rep_id", "state"], unique=False)


def _add_goals() -> None:
    op.create_table(
        "goals",
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('margin', 'customers', 'target_by')", name=op.f("ck_goals_kind")),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_goals_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_goals_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("rep_id", name=op.f("pk_goals")),
    )
