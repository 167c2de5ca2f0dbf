"""What each message of the bot's own accord named, when a step was asked about, and when each rep was last here."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    op.add_column("deliveries", sa.Column("said", sa.JSON()))
    op.add_column("next_steps", sa.Column("asked_on", sa.Date()))
    op.add_column("reps", sa.Column("seen_on", sa.Date()))


def downgrade() -> None:
    """Downgrade to the revision before."""
    op.drop_column("reps", "seen_on")
    op.drop_column("next_steps", "asked_on")
    op.drop_column("deliveries", "said")
