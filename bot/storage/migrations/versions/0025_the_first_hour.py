"""Whom the bot greeted and what they did since, who has not begun, and until whom somebody is administrator."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MOMENTS = ("first_logged_at", "hour_chosen_at", "invited_at", "tour_closed_at")


def upgrade() -> None:
    """Upgrade to this revision."""
    op.create_table(
        "newcomers",
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("greeted_at", UtcDateTime(), nullable=False),
        *(sa.Column(name, UtcDateTime(), nullable=True) for name in MOMENTS),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_newcomers_{column}_{table}"), ondelete="CASCADE"
            )
            for column, table in (("workspace_id", "workspaces"), ("rep_id", "reps"))
        ),
        sa.PrimaryKeyConstraint("rep_id", name=op.f("pk_newcomers")),
    )
    op.add_column("reps", sa.Column("awaited_since", UtcDateTime(), nullable=True))
    for name in ("is_newcomer", "stands_in"):
        op.add_column("reps", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("teams", sa.Column("invited_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Revert this revision."""
    op.drop_column("teams", "invited_at")
    for name in ("stands_in", "is_newcomer", "awaited_since"):
        op.drop_column("reps", name)
    op.drop_table("newcomers")
