"""Version counters for cached data, and when a Home page was last opened."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

VERSIONS = (
    ("workspaces", "days_version"),
    ("workspaces", "corrections_version"),
    ("reps", "absences_version"),
    ("reps", "steps_version"),
)


def upgrade() -> None:
    """Upgrade to this revision; a Home page opened before counts as seen from its next opening on."""
    for table, name in VERSIONS:
        op.add_column(table, sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("reps", sa.Column("home_seen_at", UtcDateTime(), nullable=True))
    op.create_index("ix_next_steps_account", "next_steps", ["account_id", "rep_id", "state"])
    op.create_index("ix_next_steps_latest", "next_steps", ["rep_id", "made_on", "id"])


def downgrade() -> None:
    """Revert this revision."""
    op.drop_index("ix_next_steps_latest", table_name="next_steps")
    op.drop_index("ix_next_steps_account", table_name="next_steps")
    op.drop_column("reps", "home_seen_at")
    for table, name in reversed(VERSIONS):
        op.drop_column(table, name)
