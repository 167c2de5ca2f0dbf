"""A step remembers who had it before it was handed over, and a workspace which requests were handled."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0018"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    op.add_column("next_steps", sa.Column("came_from", RowId, nullable=True))
    op.create_table(
        "handled_requests",
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("request_key", sa.String(length=220), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rep_id"], ["reps.id"], name=op.f("fk_handled_requests_rep_id_reps"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_handled_requests_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rep_id", "request_key", name=op.f("pk_handled_requests")),
    )
    op.create_index("ix_handled_requests_handled_at", "handled_requests", ["handled_at"])


def downgrade() -> None:
    """Revert this revision."""
    op.drop_table("handled_requests")
    op.drop_column("next_steps", "came_from")
