"""A won deal keeps what decided for the customer."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    op.add_column("deals", sa.Column("win_reason", sa.String(length=12), nullable=True))
    op.add_column("deals", sa.Column("win_words", sa.String(length=200), server_default="", nullable=False))


def downgrade() -> None:
    """Downgrade to the previous revision."""
    op.drop_column("deals", "win_words")
    op.drop_column("deals", "win_reason")
