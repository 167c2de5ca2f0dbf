"""A kept line remembers what was chosen for it: the kind, and what a day still to come is."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.add_column("drafts", sa.Column("chosen_kind", sa.String(40)))
    op.add_column("drafts", sa.Column("chosen_day", sa.String(16)))


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("drafts", "chosen_day")
    op.drop_column("drafts", "chosen_kind")
