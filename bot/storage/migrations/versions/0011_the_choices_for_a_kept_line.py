"""A kept line with several unclear names remembers the accounts that were chosen so far."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step; for lines that are waiting now no choice has been made."""
    op.add_column("drafts", sa.Column("choices", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("drafts", "choices")
