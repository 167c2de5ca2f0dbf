"""A next step knows how it is to be kept: by a message, a call, a visit or any conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision; of earlier steps nothing is known."""
    op.add_column("next_steps", sa.Column("form", sa.String(8), nullable=True))


def downgrade() -> None:
    """Revert this revision."""
    op.drop_column("next_steps", "form")
