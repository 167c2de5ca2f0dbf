"""What the people of a small team answered to whether its totals may be shown."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0022"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    op.create_table(
        "totals_answers",
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("team_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("people", sa.String(length=80), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_totals_answers_{column}_{table}"), ondelete="CASCADE"
            )
            for column, table in (("workspace_id", "workspaces"), ("team_id", "teams"), ("rep_id", "reps"))
        ),
        sa.PrimaryKeyConstraint("team_id", "rep_id", name=op.f("pk_totals_answers")),
    )
    op.create_index("ix_totals_answers_rep", "totals_answers", ["rep_id"])


def downgrade() -> None:
    """Downgrade from this revision."""
    op.drop_table("totals_answers")
