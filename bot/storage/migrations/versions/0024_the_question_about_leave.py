"""A rep remembers that the days of leave in a year were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    op.add_column("reps", sa.Column("leave_asked_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Revert this revision."""
    op.drop_column("reps", "leave_asked_on")
