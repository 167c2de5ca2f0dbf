"""A rep remembers since when he or she is in the team."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    op.add_column("reps", sa.Column("team_since", sa.Date(), nullable=True))


def downgrade() -> None:
    """Revert this revision."""
    op.drop_column("reps", "team_since")
