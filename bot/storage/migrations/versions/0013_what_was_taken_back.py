"""What was changed or removed by talking can be put back, and a draft may correct an entry."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "revisions",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("request_key", sa.String(120), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("restored_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_revisions_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_revisions_rep_id_reps"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("workspace_id", "request_key", name=op.f("uq_revisions_workspace_id_request_key")),
        sqlite_autoincrement=True,
    )
    op.add_column("drafts", sa.Column("entry_id", RowId, nullable=True))
    op.drop_index("ix_activities_latest", "activities")
    op.create_index("ix_activities_logged", "activities", ["rep_id", "logged_at"])


def downgrade() -> None:
    """Take this step back."""
    op.drop_index("ix_activities_logged", "activities")
    op.create_index("ix_activities_latest", "activities", ["rep_id", "id"])
    op.drop_column("drafts", "entry_id")
    op.drop_table("revisions")
