"""Currencies of deals, removed things that can be put back, hand-overs of a leaver, and managers of several teams."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision; all deals so far are in euros."""
    op.add_column("workspaces", sa.Column("currency", sa.String(length=3), server_default="EUR", nullable=False))
    op.add_column("deals", sa.Column("currency", sa.String(length=3), server_default="EUR", nullable=False))
    op.add_column("deals", sa.Column("currency_chosen", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("reps", sa.Column("left_at", UtcDateTime(), nullable=True))
    op.add_column("reps", sa.Column("is_deactivated", sa.Boolean(), server_default=sa.false(), nullable=False))
    _add_removals()
    _add_handovers()
    _add_team_leads()


def downgrade() -> None:
    """Revert this revision."""
    for name in ("team_leads", "handovers", "removals"):
        op.drop_table(name)
    op.drop_column("reps", "is_deactivated")
    op.drop_column("reps", "left_at")
    op.drop_column("deals", "currency_chosen")
    op.drop_column("deals", "currency")
    op.drop_column("workspaces", "currency")


def _add_removals() -> None:
    op.create_table(
        "removals",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("subject_id", RowId, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=False),
        sa.Column("restored_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_removals_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_removals_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removals")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_removals_subject", "removals", ["workspace_id", "kind", "subject_id"])


def _add_handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("leaver_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("request_key", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_handovers_rep_id_reps"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["leaver_id"], ["reps.id"], name=op.f("fk_handovers_leaver_id_reps"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_handovers_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("workspace_id", "request_key", name=op.f("uq_handovers_workspace_id_request_key")),
        sqlite_autoincrement=True,
    )


def _add_team_leads() -> None:
    op.create_table(
        "team_leads",
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("team_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_team_leads_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_leads_team_id_teams"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_team_leads_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "rep_id", name=op.f("pk_team_leads")),
    )
    op.create_index("ix_team_leads_rep", "team_leads", ["rep_id"])
